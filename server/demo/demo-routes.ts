import type { Handlers } from '../http/handler.ts'
import { enter } from '../person/enter.ts'
import { queueJob } from '../queue-job.ts'
import { demoMails } from './demo-mails.ts'
import { demoKey, demoPeople, signInDemo } from './demo-people.ts'
import { useDemoPhone } from './demo-phone.ts'

/** Only a demo or test database has these (http/bind-routes.ts). */
export const demoRoutes = {
  'GET /api/demo/people': async ({ context }) => ({ people: await demoPeople(context.db) }),
  'GET /api/demo/keys/:fileName': ({ context, params }) => demoKey(context.db, params.fileName),
  'POST /api/demo/session': async ({ context, body, exchange }) =>
    await enter(
      context,
      exchange,
      await signInDemo(context, { way: 'demo', knows: exchange.knowsDevice }, body.personId),
    ),
  'POST /api/demo/clock': async ({ context, body }) => {
    await context.moveClock(Date.parse(body.now))
    // The worker looks at the clock each second.
    await queueJob(context.db, 'sweep', {}, 1500)
    // On a busy machine the worker hears of the new time a little later.
    await queueJob(context.db, 'sweep', {}, 6000)
    return { now: new Date(context.now()).toISOString() }
  },
  'POST /api/demo/phone': ({ context, body, exchange, language }) =>
    useDemoPhone(context, body, exchange.origin(), language),
  'GET /api/demo/mails': async ({ context }) => ({ mails: await demoMails(context.config.mail) }),
} satisfies Partial<Handlers>
