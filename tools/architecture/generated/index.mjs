import { catalogueOf } from '../../events/catalogue.mjs';
import { render } from '../../events/render.mjs';
import { modulePart } from './module-page.mjs';
import { picture } from './picture.mjs';
import { formatted, withSection } from './sections.mjs';

/**
 * The generated parts of the project: `pages(tree)` lists files, `render(tree, file)` says what a file should hold, or
 * null when it has no markers for the generated part.
 */
export const documents = [
  {
    rule: 'module-pages-are-fresh',
    reason: 'A README that contradicts the map teaches the wrong house.',
    pages: (tree) => Object.keys(tree.map.modules).map((name) => `src/modules/${name}/README.md`),
    render: (tree, file) => filled(tree, file, modulePart(tree.map, file.split('/')[2])),
  },
  {
    rule: 'picture-is-fresh',
    reason: 'The picture is what people remember of the map.',
    pages: () => ['docs/architecture.md'],
    render: (tree, file) => filled(tree, file, picture(tree.map)),
  },
  {
    rule: 'message-catalogue-is-fresh',
    reason: 'docs/events.md is the interface between modules as others read it.',
    pages: () => ['docs/events.md'],
    render: (tree) => formatted(render(catalogueOf(tree), tree.map)),
  },
];

async function filled(tree, file, body) {
  if (!tree.has(file)) return null;
  return withSection(tree.text(file), await formatted(body));
}
