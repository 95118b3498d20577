/** A connection that failed may come back this long (an ICE restart, or the other side's reload). Milliseconds, as all here. */
export const mediaGraceMs = 15_000
/** A call hung up while the socket is down waits this long for its BYE. */
export const farewellMs = 60_000
/** A cancelled INVITE whose end nobody tells is over after 64*T1 (RFC 3261 9.1). */
export const cancelLimitMs = 32_000
/** How long one who is to take our place has for it; one who makes a call of his own may let it ring. */
export const takeOverMs = 15_000
export const handOverMs = 60_000
