/** The languages of the interface. */
export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/** The texts of one domain. `name` is its i18next namespace; both languages hold the same keys, by type. */
export interface Texts<Key extends string> {
  readonly name: string
  readonly 'zh-CN': Readonly<Record<Key, string>>
  readonly en: Readonly<Record<Key, string>>
}

/** A key as callers write it: `calls_one` and `calls_other` are both asked for as `calls` with `count`. */
export type CallKey<Key extends string> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key

/** Values put into `{{place}}` of a text; `count` chooses the plural. */
export type TextValues = Readonly<Record<string, string | number>>

/** Looks a text up in the language of the interface. */
export type Translate<Key extends string> = (key: CallKey<Key>, values?: TextValues) => string

/** Declares a domain's texts, in `<domain>.texts.ts`. A key that one language lacks is a type error. */
export const defineTexts = <Key extends string>(
  name: string,
  texts: { readonly 'zh-CN': Readonly<Record<Key, string>>; readonly en: Readonly<Record<NoInfer<Key>, string>> },
): Texts<Key> => ({ name, ...texts })
