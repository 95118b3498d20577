import { expose } from './expose.ts'

expose('toast')
