import type { Route } from '../../ports/routes.ts'
import type { Db } from '../../storage/query.ts'
import type { PersonVault } from '../person-vault.ts'
import { savedViewsOf } from './saved-views.repository.ts'

/** GET /api/ticket-views; shape in shared/contract/rest/saved-views.schema.ts. */
export const createSavedViewRoutes = (deps: { readonly db: Db; readonly vault: PersonVault }): readonly Route[] => [
  {
    method: 'GET',
    path: '/api/ticket-views',
    roles: ['agent', 'lead', 'dispatcher', 'reviewer', 'revisit', 'supervisor', 'unit'],
    handle: async ({ reader }) => ({
      status: 200,
      body: { views: await savedViewsOf(deps.db, reader.seat, deps.vault) },
    }),
  },
]
