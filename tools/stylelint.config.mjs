// The styles use nothing newer than the floor, Chromium 83, Firefox 78 and Safari 14, but what may be missing without
// harm.
export default {
  plugins: ['stylelint-no-unsupported-browser-features'],
  rules: {
    'plugin/no-unsupported-browser-features': [true, {
      browsers: ['chrome 83', 'firefox 78', 'safari 14'],
      ignorePartialSupport: true,
      // Where pages and lines break is nicer with these; a ring of focus stands without `:focus-visible` too.
      ignore: ['css-widows-orphans', 'css-paged-media', 'css-text-align-last', 'css-focus-visible'],
    }],
    // What the plugin does not look for.
    'property-disallowed-list': ['accent-color', 'aspect-ratio', 'inset', '/^inset-/', 'overscroll-behavior-inline', 'rotate', 'scale', 'translate', 'scrollbar-gutter'],
    'selector-pseudo-class-disallowed-list': ['is', 'where', 'has', 'modal', 'user-invalid', 'user-valid'],
    'function-disallowed-list': ['color-mix', 'light-dark', 'oklch', 'oklab', 'lch', 'lab', 'hwb'],
    'at-rule-disallowed-list': ['container', 'layer', 'property', 'scope', 'starting-style'],
  },
};
