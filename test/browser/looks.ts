/** Pixels of a chart that are neither clear nor of its commonest colours: something is drawn in it. */
export const inkOf = (id: string): string => `(() => {
  const canvas = document.querySelector('#${id} canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set();
  let ink = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] === 0) continue;
    ink += 1;
    seen.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
  }
  return { share: ink / (canvas.width * canvas.height), colours: seen.size };
})()`;

/** Texts whose contrast with what is behind them is below 4.5, as they are composed in the page. */
export const FAINT = `(() => {
  const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const rgba = (text) => {
    const parts = parse(text);
    const [r, g, b, a = 1] = text.startsWith('color(srgb') ? [...parts.slice(0, 3).map((part) => part * 255), parts[3]] : parts;
    return [r, g, b, a ?? 1];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((value, index) => value * a + below[index] * (1 - a));
  const behind = (element) => {
    if (element === null) return [255, 255, 255];
    const colour = rgba(getComputedStyle(element).backgroundColor);
    return colour[3] === 1 ? colour.slice(0, 3) : over(colour, behind(element.parentElement));
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.map((value) => value / 255).map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faint = [];
  const walker = document.createTreeWalker(document.querySelector('body'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.textContent.trim() === '' || element.offsetParent === null || element.closest('script,button:disabled')) continue;
    const below = behind(element);
    const [light, dark] = [luminance(over(rgba(getComputedStyle(element).color), below)), luminance(below)].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < 4.5) faint.push(element.className + ' ' + walker.currentNode.textContent.trim().slice(0, 20) + ' ' + contrast.toFixed(2));
  }
  return [...new Set(faint)].slice(0, 20);
})()`;
