import rateLimit from '@fastify/rate-limit'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { noDuty } from '../../domain/appeal/can.ts'
import type { Asker } from '../context.ts'
import { accountLimitOf } from './attempts.ts'
import { problemOf } from './problems.ts'

const asker = (id: string): Asker => ({
  kind: 'client',
  id,
  sessionId: 'a session of many',
  roles: ['client'],
  language: 'kk',
  duty: noDuty,
})

test('an account that asks too often is refused from wherever it asks; others, and nobody, are not', async () => {
  const app = Fastify()
  await app.register(rateLimit, { global: false })
  app.decorateRequest('caller', null)
  app.setErrorHandler((error, _, reply) => {
    const problem = problemOf(error, 'kk')
    return reply.code(problem?.status ?? 500).send(problem?.code)
  })
  const limit = accountLimitOf(app, 5)
  app.get('/', {
    onRequest: async (request) => {
      const { id } = request.query as { id?: string }
      request.caller = { asker: id === undefined ? null : asker(id), language: 'kk' }
      await limit(request)
    },
    handler: async () => 'in',
  })
  const ask = async (query: string, remoteAddress: string) =>
    (await app.inject({ url: `/${query}`, remoteAddress })).body

  const answers = []
  for (let n = 0; n < 7; n += 1) answers.push(await ask('?id=aigerim', `10.0.0.${n}`))
  expect(answers).toEqual([...Array(5).fill('in'), 'too_many_requests', 'too_many_requests'])
  expect(await ask('?id=daniyar', '10.0.0.1')).toBe('in')
  for (let n = 0; n < 7; n += 1) expect(await ask('', '10.0.0.1')).toBe('in')
  await app.close()
})
