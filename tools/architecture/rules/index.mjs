import { edgeRules } from './edges.mjs';
import { generatedRules } from './generated.mjs';
import { layoutRules } from './layout.mjs';
import { messageRules } from './messages.mjs';
import { purityRule } from './purity.mjs';
import { roomRules } from './rooms.mjs';
import { tableRules } from './tables.mjs';
import { visitorRules, walls } from './walls.mjs';

/** Rules about imports, checked by dependency-cruiser: `{ name, reason, forbids(map) }`. */
export const dependencyRules = (map) => [...walls, ...visitorRules(map), ...roomRules, ...edgeRules(map)];

/** Rules about everything else: `{ name, reason, offences(tree) }`. */
export const treeRules = [...layoutRules, purityRule, ...tableRules, ...messageRules, ...generatedRules];

/** Every rule of the architecture. */
export const rulesOf = (map) => [...dependencyRules(map), ...treeRules];

/** The import rules as dependency-cruiser takes them; conditions of one rule share its name. */
export const forbidden = (rules, map) =>
  rules.flatMap(({ name, reason, forbids }) =>
    forbids(map).map((condition) => ({ name, comment: reason, severity: 'error', ...condition })),
  );
