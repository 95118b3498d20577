/** Everything the program's archive may hold; each must be there at least once. */
export const archiveContents = [
  /^package\.json$/,
  /^LICENSE$/,
  /^out\/main\/main\.cjs$/,
  /^out\/main\/preload-(desk|phone|toast|view)\.cjs$/,
  /^out\/main\/icons\/icon\.png$/,
  /^out\/main\/icons\/tray-(ready|not-ready|ringing|talking|hold|wrap-up|offline)(@2x)?\.png$/,
  /^out\/main\/licences\.txt$/,
  /^out\/renderer\/[a-z-]+\/index\.html$/,
  /^out\/renderer\/assets\/[\w-]+-[\w-]{8}\.(js|css|svg|png|woff2|wasm|wav)$/,
  /^out\/renderer\/sound\/((denoise-(compiler|worklet)|leg-sound-work(er|let)|tap-worklet)\.js|rnnoise\.wasm|rnnoise-notice\.txt)$/,
  /^out\/trial\/(trial|people-worker|pglite-worker)\.mjs$/,
  /^out\/trial\/licences\.txt$/,
  /^out\/trial\/voices\/((D\d\d|E9\d{3}|survey)\.ulaw\.gz|voices\.json)$/,
  /^out\/trial\/pglite\/(contrib\/|fs\/)?[\w-]+\.js$/,
  /^out\/trial\/pglite\/(pglite\.wasm|pglite\.data|initdb\.wasm|pg_trgm\.tar\.gz|package\.json|LICENSE)$/,
]

/** @param {string[]} paths as @electron/asar lists them, folders too @returns {string[]} the files, without the first slash */
export function filesOf(paths) {
  const clean = paths.map((path) => path.replaceAll('\\', '/').slice(1))
  const folders = new Set(clean.flatMap((path) => path.split('/').map((_, n, parts) => parts.slice(0, n).join('/'))))
  return clean.filter((path) => !folders.has(path))
}

/** @param {string[]} files @returns {{ strange: string[], missing: string[] }} both empty: the archive is as it should be */
export const compareContents = (files) => ({
  strange: files.filter((file) => !archiveContents.some((shape) => shape.test(file))),
  missing: archiveContents.filter((shape) => !files.some((file) => shape.test(file))).map(String),
})
