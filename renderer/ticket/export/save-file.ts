/** Hands a file to the person, as a download of the page. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has taken the file by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
