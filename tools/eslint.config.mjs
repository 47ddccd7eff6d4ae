// The JavaScript that browsers run uses nothing newer than the floor: Chromium 83, Firefox 78, Safari 14.
import compat from 'eslint-plugin-compat';

/** Methods of arrays, texts and objects that are newer than the floor; the plugin knows only what is global. */
const newer = ['at', 'findLast', 'findLastIndex', 'hasOwn', 'replaceAll', 'replaceChildren', 'toReversed', 'toSorted', 'toSpliced', 'with'];

export default [
  {
    files: ['**/*.js'],
    plugins: { compat },
    // What wasm-bindgen's glue asks for before it uses it.
    settings: { targets: ['chrome 83', 'firefox 78', 'safari 14'], polyfills: ['FinalizationRegistry'] },
    // The syntax of 2020: `??` and `?.`, and not `??=`.
    languageOptions: { ecmaVersion: 2020, sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'compat/compat': 'error',
      'no-restricted-syntax': ['error', ...newer.map((name) => ({
        selector: `CallExpression[callee.property.name="${name}"]`,
        message: `${name} is newer than the floor.`,
      }))],
    },
  },
];
