import { describe, expect, it } from 'vitest'
import { homeOf, mayOpen, pages, parseRoute } from '#renderer/desk/route.ts'
import { roles } from '#shared/seat/seat-state.ts'

describe('routes', () => {
  it.each([
    ['', { kind: 'none' }],
    ['#/', { kind: 'none' }],
    ['#/desk', { kind: 'page', page: 'desk' }],
    ['#/wall?x=1', { kind: 'page', page: 'wall' }],
    ['#/tickets?no=TJ20261123000001', { kind: 'page', page: 'tickets', no: 'TJ20261123000001' }],
    ['#/enterprises?no=91120116MADEMQ001Q', { kind: 'page', page: 'enterprises', no: '91120116MADEMQ001Q' }],
    ['#/tickets?no=<b>', { kind: 'page', page: 'tickets' }],
    ['#/sign-in', { kind: 'sign-in', seat: null }],
    ['#/sign-in?seat=8001', { kind: 'sign-in', seat: '8001' }],
    ['#/sign-in?seat=<b>', { kind: 'sign-in', seat: null }],
    ['#/nowhere', { kind: 'unknown' }],
  ])('%s', (hash, route) => expect(parseRoute(hash)).toEqual(route))

  it('every role may open the page it begins on', () => {
    for (const role of roles) expect(mayOpen(homeOf(role), role)).toBe(true)
  })

  it("an administrator opens no citizen's ticket, as the backend has it", () => {
    expect(pages.filter((page) => mayOpen(page, 'admin'))).toEqual(['wall', 'knowledge', 'notices'])
  })

  it('agents and experts never open the wall', () => {
    expect(pages.filter((page) => mayOpen(page, 'agent'))).not.toContain('wall')
    expect(pages.filter((page) => mayOpen(page, 'expert'))).not.toContain('wall')
  })
})
