/** Who may look enterprises up. */
export const firmReaders = ['agent', 'lead', 'dispatcher', 'reviewer', 'revisit', 'supervisor', 'unit'] as const

/** Who may see an enterprise's numbers in the clear, for a reason: who calls it. A unit reaches who asks through its ticket. */
export const firmRevealers = ['agent', 'lead', 'dispatcher', 'revisit', 'supervisor'] as const

/** How long numbers in the clear stay on the screen, ms. */
export const firmShownMs = 30_000

/** Who may take files into the register, and take enterprises off it. */
export const firmImporters = ['lead', 'supervisor', 'admin'] as const

/** Why an enterprise is taken off: 注销 迁出 重复 误登. */
export const firmRemovalReasons = ['closed', 'moved', 'twice', 'mistaken'] as const
export type FirmRemovalReason = (typeof firmRemovalReasons)[number]

/** Why somebody wants to see them: 联系企业 核实信息 督办核查. */
export const firmRevealReasons = ['contact', 'verify', 'inspect'] as const
export type FirmRevealReason = (typeof firmRevealReasons)[number]
