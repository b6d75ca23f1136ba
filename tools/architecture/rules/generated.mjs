import { documents } from '../generated/index.mjs';

/** One rule for each generated document: what stands there is what would be written today. */
export const generatedRules = documents.map(({ rule, reason, pages, render }) => ({
  name: rule,
  reason,
  offences: async (tree) => {
    const found = [];
    for (const file of pages(tree)) {
      const wanted = await render(tree, file);
      if (wanted === null)
        found.push({ file, detail: 'is missing, or has no markers for its generated part' });
      else if (!tree.has(file) || tree.text(file) !== wanted)
        found.push({ file, detail: 'is stale: node tools/architecture/write.mjs' });
    }
    return found;
  },
}));
