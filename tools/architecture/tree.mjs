import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

/** A project folder as the rules see it: its map, its files, their text and syntax; everything is read once. */
export class Tree {
  #texts = new Map();
  #sources = new Map();

  constructor(root, map) {
    this.root = root;
    this.map = map;
    this.files = ['src', 'prisma', 'docs'].flatMap((folder) => [...walk(root, folder)]).sort();
  }

  /** The tree at `root` with its own map. */
  static async at(root) {
    const map = await import(pathToFileURL(join(root, 'tools/architecture/map.mjs')).href);
    return new Tree(root, map);
  }

  /** Names directly below `folder`, folders with a trailing slash; empty when there is no such folder. */
  list(folder) {
    const path = join(this.root, folder);
    if (!existsSync(path)) return [];
    return readdirSync(path, { withFileTypes: true })
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .sort();
  }

  has(file) {
    return existsSync(join(this.root, file));
  }

  text(file) {
    if (!this.#texts.has(file)) this.#texts.set(file, readFileSync(join(this.root, file), 'utf8'));
    return this.#texts.get(file);
  }

  /** TypeScript files of the product below `folder`, without tests and generated code. */
  sources(folder = 'src/') {
    return this.files.filter(
      (file) =>
        file.startsWith(folder) &&
        file.endsWith('.ts') &&
        !file.endsWith('.spec.ts') &&
        !file.startsWith('src/generated/'),
    );
  }

  /** Syntax of a TypeScript file; parents are set, types are not known. */
  syntax(file) {
    if (!this.#sources.has(file)) {
      this.#sources.set(file, ts.createSourceFile(file, this.text(file), ts.ScriptTarget.ES2023, true));
    }
    return this.#sources.get(file);
  }
}

/** Line of `position` in a text, from 1. */
export const lineAt = (text, position) => text.slice(0, position).split('\n').length;

/** Module and room of a path below src/modules; null elsewhere. */
export function placeOf(file) {
  const match = /^src\/modules\/([^/]+)\/(?:([^/]+)\/)?/.exec(file);
  return match === null ? null : { module: match[1], room: match[2] ?? null };
}

/** Every node of a syntax tree, parents first. */
export function* nodes(node) {
  yield node;
  const children = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* nodes(child);
}

function* walk(root, folder) {
  const path = join(root, folder);
  if (!existsSync(path)) return;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules') yield* walk(root, name);
    } else yield name;
  }
}
