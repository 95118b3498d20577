/** C0, C1 and DEL but for tab and line ends; zero-width marks, directions that turn the reading order, the byte order mark; lone surrogates. A joiner stays where it makes one picture of two. */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is taken out
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]|(?<!\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?)\u200D|\u200D(?!\p{Extended_Pictographic})|\p{Cs}/gu

/** A text as it is stored: what nobody sees is taken out, line ends are one character. Everything that can be seen stays as it was written. */
export const cleanText = (text: string): string => text.replace(/\r\n?|\u2028|\u2029/g, '\n').replace(unseen, '')

/** The same in one line. */
export const cleanLine = (text: string): string =>
  cleanText(text)
    .replace(/[\n\t]+/g, ' ')
    .trim()
