import { createStore, type StoreApi } from 'zustand/vanilla'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'lianxian.theme'

/** The chosen theme, kept for this browser and put on the page. */
export type ThemeStore = StoreApi<{ readonly theme: Theme }>

const show = (page: HTMLElement, theme: Theme): void => {
  if (theme === 'system') page.removeAttribute('data-theme')
  else page.setAttribute('data-theme', theme)
}

/** Makes the store and applies what was chosen before. */
export function createThemeStore(page: HTMLElement, storage: Pick<Storage, 'getItem' | 'setItem'>): ThemeStore {
  const kept = storage.getItem(key)
  const store = createStore(() => ({ theme: themes.find((theme) => theme === kept) ?? 'system' }))
  show(page, store.getState().theme)
  store.subscribe(({ theme }) => {
    show(page, theme)
    storage.setItem(key, theme)
  })
  return store
}
