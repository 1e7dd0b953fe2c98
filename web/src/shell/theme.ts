/** The chosen theme, kept in the browser. `web/public/theme.js` applies it before the first paint. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'ancrage.theme'

export const readTheme = (): Theme => themes.find((theme) => theme === localStorage.getItem(key)) ?? 'system'

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(key)
    delete document.documentElement.dataset.theme
  } else {
    localStorage.setItem(key, theme)
    document.documentElement.dataset.theme = theme
  }
}
