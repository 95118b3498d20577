import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { createToSyllables } from '#shared/kit/pinyin.ts'
import type { DirectoryState, DirectoryStore } from './directory.store.ts'
import type { DirectoryWords } from './directory-ports.ts'

/** A part of the directory's state; renders again only when that part changes. */
export const useDirectory = <T>(store: DirectoryStore, select: (state: DirectoryState) => T): T =>
  useStore(store, select)

/** Names and numbers as they are written: all there is when the words cannot be loaded. */
const plainWords = { toSyllables: createToSyllables({ chars: {}, names: {} }), matters: null, places: null }

/** The words as far as they are there. */
export type KnownWords = DirectoryWords | typeof plainWords

/** Loads the words; null while they come. */
export function useWords(load: () => Promise<DirectoryWords>): KnownWords | null {
  const [words, setWords] = useState<KnownWords | null>(null)
  useEffect(() => {
    let gone = false
    const take = (loaded: KnownWords) => {
      if (!gone) setWords(loaded)
    }
    load().then(take, () => take(plainWords))
    return () => {
      gone = true
    }
  }, [load])
  return words
}
