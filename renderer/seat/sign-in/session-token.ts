/** The sign-in belongs to the tab: the token alone is kept, in the tab's own storage, so that a reload goes on. */
export interface SessionToken {
  read(): string | null
  write(token: string): void
  clear(): void
}

const key = 'lianxian.token'

/** Keeps the token in a storage, `sessionStorage` in the browser. */
export const createSessionToken = (storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): SessionToken => ({
  read: () => storage.getItem(key),
  write: (token) => storage.setItem(key, token),
  clear: () => storage.removeItem(key),
})
