import { expect, test } from 'vitest'
import { paths } from '../../web/paths.ts'
import { routes } from '../../wire/routes.ts'

test('every URL of the server, with who may call it', () => {
  expect(Object.entries(routes).map(([name, route]) => `${name}: ${route.who.join(', ')}`)).toMatchSnapshot()
})

test('every screen', () => {
  expect(
    Object.entries(paths).map(([name, path]) => [
      name,
      typeof path === 'string' ? path : path('ID', 'letter'),
    ]),
  ).toMatchSnapshot()
})
