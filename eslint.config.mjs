import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * Calls whose answer differs from run to run. Decisions and use cases get time, ids and randomness through ports, so
 * that a schedule of crashes can be simulated and a recorded day replayed.
 */
const rawGlobals = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
  'WebSocket',
  'performance',
  'process',
  'crypto',
  'navigator',
].map((name) => ({ name, message: `Raw ${name} is for adapters (outbound/, shared/platform); use a port.` }));

const rawCalls = [
  { object: 'Date', property: 'now', message: 'Take the time from the Clock port or the Stamp.' },
  { object: 'Math', property: 'random', message: 'Take randomness from the Randomness port.' },
  { object: 'AbortSignal', property: 'timeout', message: 'Measure time with the Clock port.' },
];

const rawSyntax = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the time from the Clock port or the Stamp.',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: 'Take the time from the Clock port or the Stamp.',
  },
  {
    selector: "MemberExpression[object.name='globalThis']",
    message: 'A global by another name is still raw; use a port.',
  },
];

/** Packages and built-ins by which the outside gets in: ids, luck, timers, files, databases, queues, venues. */
const rawImports = {
  patterns: [
    {
      regex: '^node:(?!util$)',
      message: 'Built-ins are for adapters (outbound/, shared/platform); use a port.',
    },
    {
      regex: '^(uuid|nanoid|ulid|pg|ioredis|bullmq|ccxt|axios|undici|ws|telegraf|@prisma/.*)$',
      message: 'This package stands behind a port; only its adapter imports it.',
    },
  ],
};

const unsafeSql = [
  {
    selector: 'MemberExpression[property.name=/^\\$(queryRawUnsafe|executeRawUnsafe)$/]',
    message: 'SQL is written with the sql tag; its values are parameters.',
  },
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'coverage/',
      'node_modules/',
      'src/generated/',
      '.data/',
      '.cache/',
      'test/architecture/offenders/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['prisma.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-extraneous-class': [
        'error',
        { allowWithDecorator: true, allowStaticOnly: false },
      ],
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/unified-signatures': 'off',
      'no-restricted-syntax': ['error', ...unsafeSql],
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: [
      'src/shared/pure/**/*.ts',
      'src/modules/*/{contracts,domain,application}/**/*.ts',
      'src/backtest/**/*.ts',
      'src/simulation/**/*.ts',
    ],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', ...rawGlobals],
      'no-restricted-properties': ['error', ...rawCalls],
      'no-restricted-syntax': ['error', ...unsafeSql, ...rawSyntax],
    },
  },
  {
    // What decides and coordinates runs in the simulator as well; its adapters stand beside it.
    files: ['src/shared/platform/{strategy,leases,bus/record}/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/outbound/**', '**/process-identity.ts'],
    rules: {
      'no-restricted-globals': ['error', ...rawGlobals],
      'no-restricted-properties': ['error', ...rawCalls],
      'no-restricted-syntax': ['error', ...unsafeSql, ...rawSyntax],
    },
  },
  {
    files: ['src/modules/*/{contracts,domain,application}/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', rawImports] },
  },
  {
    files: ['test/**/*.ts', '**/*.spec.ts'],
    rules: {
      // Answers of HTTP are looked at member by member; the test says what they must be.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        module: 'writable',
        require: 'readonly',
        setTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        WebAssembly: 'readonly',
        AbortSignal: 'readonly',
        globalThis: 'readonly',
      },
    },
  },
);
