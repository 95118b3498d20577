import * as z from 'zod'

/**
 * Import this first in every program of the browser: zod would otherwise try `new Function` when a schema is made, and the content security
 * policy reports that as a violation.
 */
z.config({ jitless: true })
