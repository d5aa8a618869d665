// What the page lends to kinds that are drawn by a bundle of their own (js/lazy): one copy of elements, words, figures.
export const { bdi, button, callout, figure, fresh, h, icon, kinds, message, n, noteList, parts, rich, richLine, sign, sr, stateOf, t, wordOf } =
  globalThis.EpmCaseKit;
