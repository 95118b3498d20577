/** Whether a user part names the focus or one of its conferences; `focus` undefined: there is none. */
export const isFocusUser = (focus: string | undefined, user: string): boolean =>
  focus !== undefined && (user === focus || user.startsWith(`${focus}.`))
