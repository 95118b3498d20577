import '#shared/contract/no-eval.ts'

// Loaded after, not beside: a bundler may put the schemas into a chunk of their own that would run before this file.
void import('./start.ts')
