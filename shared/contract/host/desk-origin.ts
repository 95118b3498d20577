/** The scheme the shell serves its own pages by: standard, secure, never a file. */
export const deskScheme = 'app'
/** The origin of the shell's pages; the backend's sockets take it. */
export const deskOrigin = 'app://lianxian'
