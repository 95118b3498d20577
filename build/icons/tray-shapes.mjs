/**
 * The tray's signs: a shape of its own for each state, so that nobody has to tell colours apart, in the colour the desk uses for it
 * (renderer/seat/seat-look.tsx, renderer/ui/tokens.css). Each is drawn on a grid of 16.
 */

/** @typedef {'blue' | 'green' | 'amber' | 'violet' | 'grey'} Tone */

/** @type {Record<string, { tone: Tone, shape: string, mark: string }>} */
export const traySigns = {
  // A full disc with a tick.
  ready: { tone: 'green', shape: '<circle cx="8" cy="8" r="6.5"/>', mark: 'M4.8 8.2 7.1 10.5 11.3 5.8' },
  // A square with a bar.
  'not-ready': { tone: 'grey', shape: '<rect x="2" y="2" width="12" height="12" rx="2"/>', mark: 'M5 8H11' },
  // A bell.
  ringing: {
    tone: 'blue',
    shape:
      '<path d="M8 1.5C5.2 1.5 3.7 3.5 3.7 6.2 3.7 9.3 1.8 10 1.8 11.8H14.2C14.2 10 12.3 9.3 12.3 6.2 12.3 3.5 10.8 1.5 8 1.5Z"/><path d="M6 13A2 1.8 0 0 0 10 13Z"/>',
    mark: '',
  },
  // A bubble of speech.
  talking: {
    tone: 'blue',
    shape:
      '<path d="M3 2H13A1.7 1.7 0 0 1 14.7 3.7V9.3A1.7 1.7 0 0 1 13 11H8.5L4.5 14.6V11H3A1.7 1.7 0 0 1 1.3 9.3V3.7A1.7 1.7 0 0 1 3 2Z"/>',
    mark: 'M4.4 6.5H4.6M7.9 6.5H8.1M11.4 6.5H11.6',
  },
  // Two bars.
  hold: {
    tone: 'amber',
    shape: '<rect x="2.5" y="2" width="4.2" height="12" rx="1"/><rect x="9.3" y="2" width="4.2" height="12" rx="1"/>',
    mark: '',
  },
  // A sheet with a folded corner.
  'wrap-up': {
    tone: 'violet',
    shape:
      '<path d="M4 1.3H9.5L13 4.8V13.5A1.2 1.2 0 0 1 11.8 14.7H4.2A1.2 1.2 0 0 1 3 13.5V2.5A1.2 1.2 0 0 1 4.2 1.3Z"/>',
    mark: 'M5.5 8H10.5M5.5 11H9',
  },
  // A cross.
  offline: {
    tone: 'grey',
    shape:
      '<path d="M4.4 1.6 8 5.2 11.6 1.6 14.4 4.4 10.8 8 14.4 11.6 11.6 14.4 8 10.8 4.4 14.4 1.6 11.6 5.2 8 1.6 4.4Z"/>',
    mark: '',
  },
}

/**
 * Colours of the tokens' light theme: `--green-fill: light-dark(#1a7a3c, …)` gives `green-fill`.
 * @param {string} css text of renderer/ui/tokens.css @param {string} name @returns {string}
 */
export function tokenOf(css, name) {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}),`).exec(css)?.[1]
  if (!found) throw new Error(`tokens.css has no colour --${name}`)
  return found
}

/** A white edge keeps the sign apart from a dark task bar, its own darkness from a light one. @param {string} css @param {string} state @returns {string} */
export function traySvg(css, state) {
  const sign = traySigns[state]
  if (!sign) throw new Error(`no sign for ${state}`)
  const fill = tokenOf(css, `${sign.tone}-fill`)
  const on = tokenOf(css, `${sign.tone}-on`)
  const mark = sign.mark
    ? `<path d="${sign.mark}" fill="none" stroke="${on}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>`
    : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><g fill="${fill}" stroke="#fff" stroke-width="1.4" stroke-linejoin="round" paint-order="stroke">${sign.shape}</g>${mark}</svg>`
}
