/** The import rules for dependency-cruiser's own command line: `npx depcruise -c <this file> -T dot src`. */
import { cruiseOptions } from './inspect.mjs';
import * as map from './map.mjs';
import { dependencyRules, forbidden } from './rules/index.mjs';

export default { forbidden: forbidden(dependencyRules(map), map), options: cruiseOptions };
