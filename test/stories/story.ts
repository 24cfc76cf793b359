import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { projectRoot } from '../../db/project-root.ts'
import type { Language } from '../../domain/language.ts'
import { type AuthorityServices, startServices } from '../../pretend/certification-authority/services.ts'
import { startEgovMobile } from '../../pretend/egov-mobile/egov-mobile-service.ts'
import { startMailServer } from '../../pretend/mail/mail-server.ts'
import { type PlayedNcaLayer, startNcaLayer } from '../../pretend/ncalayer/ncalayer.ts'
import type { AuthorityAddresses, MailConfig } from '../../server/config.ts'
import type { Trust } from '../../server/context.ts'
import { runnerPool, runWorker } from '../../server/process/run-worker.ts'
import { queueJob } from '../../server/queue-job.ts'
import { launchBrowser } from '../browser.ts'
import { sessionOf, type TestPerson } from '../people.ts'
import { addressesOf, type SignedWorld } from '../signed-world.ts'
import { createWorld } from '../world.ts'
import { axeFaults, sidewaysFaults } from './accessibility.ts'
import { leaveDemoPhones } from './demo-phones.ts'
import { Keys } from './keys.ts'
import { watchForTakenAway } from './taken-away.ts'

export const desk = { width: 1280, height: 900 } as const
export const phone = { width: 360, height: 780 } as const

/** 2026-01-12 10:30 in Astana: a Monday, in working hours. */
export const workingMonday = '2026-01-12T05:30:00Z'

/** One browser tells all stories of a vitest worker; Playwright ends it with the worker's process. */
let sharedBrowser: Promise<Browser> | undefined

export interface StoryOptions {
  /** What the clock says at the beginning, ISO. */
  readonly now?: string
  /** Whose signatures the server trusts; those of the story's own keys unless told. */
  readonly trust?: () => Trust
  /** Letters go to a mail server, played over a real socket; to nobody unless told. */
  readonly mail?: true
  /** Her NCALayer runs, with all of her keys; else nobody listens there. */
  readonly ncaLayer?: true
  /** The demo's phones are played, over real sockets; Айгерім and Данияр have one each. */
  readonly phones?: true
  /** The authority that issued the story's keys is asked about them; else nobody is. */
  readonly authority?: true
  /** What the pages and the accounts of those who open one speak; Kazakh unless told. */
  readonly language?: Language
}

/**
 * A story's stage: a world of its own, its worker at work, the built pages and a real browser. Nothing between page
 * and server is played. Every test ends with no fault of the pages unheard: no error in the console, no refused
 * resource, no answer of 4xx or 5xx that the test did not expect.
 */
export class Story {
  #world: SignedWorld | undefined
  #browser: Browser | undefined
  #keys: Keys | undefined
  #ncaLayer: PlayedNcaLayer | undefined
  #authority: AuthorityServices | undefined
  #end: (() => Promise<void>)[] = []
  readonly #contexts: BrowserContext[] = []
  readonly #expected: RegExp[] = []
  #faults: string[] = []
  #language: Language = 'kk'

  get world(): SignedWorld {
    return begun(this.#world)
  }
  get people(): SignedWorld['people'] {
    return this.world.people
  }
  get keys(): Keys {
    return begun(this.#keys)
  }
  get ncaLayer(): PlayedNcaLayer {
    return begun(this.#ncaLayer)
  }

  get authority(): AuthorityServices {
    return begun(this.#authority)
  }

  async begin(options: StoryOptions): Promise<void> {
    const now = options.now ?? workingMonday
    this.#language = options.language ?? 'kk'
    this.#keys = await Keys.create(new Date(now))
    // A copy: a build meanwhile would take pages away that are open.
    const webDir = await mkdtemp(join(tmpdir(), 'otinish-site-'))
    this.#end.push(() => rm(webDir, { recursive: true, force: true }))
    await cp(join(projectRoot(), 'dist', 'web'), webDir, { recursive: true })
    const mail = options.mail ? { mail: await this.#beginMail() } : {}
    const trust = options.trust?.() ?? this.#keys.trust
    const program = options.ncaLayer ? { ncaLayerUrl: await this.#beginNcaLayer(this.#keys) } : {}
    const phones = options.phones ? { playedPhone: await this.#beginPhones() } : {}
    const authority = options.authority
      ? { authority: await this.#beginAuthority(this.#keys, Date.parse(now)) }
      : {}
    const world = await createWorld({ now, trust, webDir, ...mail, ...program, ...phones, ...authority })
    this.#world = { ...world, authority: this.#keys.authority }
    this.#end.push(() => world.close())
    if (options.phones) await leaveDemoPhones(this.#world, this.#keys)
    const pool = runnerPool(world.database.appUrl)
    const worker = await runWorker(world.context, pool)
    this.#end.push(async () => {
      await worker.stop()
      await pool.end()
    })
    sharedBrowser ??= launchBrowser()
    this.#browser = await sharedBrowser
    this.#end.push(() => this.closePages())
  }

  async #beginMail(): Promise<MailConfig> {
    const folder = await mkdtemp(join(tmpdir(), 'otinish-mail-'))
    this.#end.push(() => rm(folder, { recursive: true, force: true }))
    const server = await startMailServer({ folder })
    this.#end.push(() => server.stop())
    return {
      smtpUrl: `smtp://127.0.0.1:${server.port}`,
      from: 'no-reply@cabinet.example.kz',
      playedDir: folder,
    }
  }

  async #beginNcaLayer(keys: Keys): Promise<string> {
    const opened = await Promise.all(
      (['auth', 'gost', 'rsa', 'headRsa', 'headGost'] as const).map((name) => keys.opened(name)),
    )
    this.#ncaLayer = await startNcaLayer({ keys: opened, now: () => this.world.context.now() })
    this.#end.push(() => this.ncaLayer.stop())
    return this.ncaLayer.url
  }

  async #beginAuthority(keys: Keys, begins: number): Promise<AuthorityAddresses> {
    // The services begin before the world that has the clock.
    this.#authority = await startServices(keys.authority, {
      now: () => this.#world?.context.now() ?? begins,
    })
    this.#end.push(() => this.authority.close())
    return addressesOf(this.#authority)
  }

  async #beginPhones(): Promise<string> {
    const { url, close } = await startEgovMobile({
      allows: ({ origin }) => origin === this.world.origin,
      now: () => this.world.context.now(),
    })
    this.#end.push(close)
    return url
  }

  async end(): Promise<void> {
    for (const step of this.#end.reverse()) await step()
  }

  /** A page of a browser in which this person is signed in already; nobody without one. */
  async open(
    person: TestPerson | null,
    path: string,
    viewport: typeof desk | typeof phone = desk,
    more: BrowserContextOptions = {},
  ): Promise<Page> {
    const context = await begun(this.#browser).newContext({
      viewport,
      locale: 'kk-KZ',
      timezoneId: 'Asia/Almaty',
      reducedMotion: 'reduce',
      // The real program's certificate is installed with it.
      ignoreHTTPSErrors: this.#ncaLayer !== undefined,
      ...more,
    })
    context.setDefaultTimeout(40_000)
    this.#contexts.push(context)
    await watchForTakenAway(context)
    if (person !== null) await this.#signIn(context, person)
    if (this.#language !== 'kk') await this.#speak(context, person)
    context.on('page', (page) => this.#listen(page))
    const page = await context.newPage()
    await page.goto(this.world.origin + path)
    return page
  }

  /** As one who has chosen the language before: in this browser and for their account. */
  async #speak(context: BrowserContext, person: TestPerson | null): Promise<void> {
    await context.addInitScript((language) => {
      if (window.origin !== 'null') localStorage.setItem('otinish.language', language)
    }, this.#language)
    if (person === null) return
    const { db } = this.world.context
    const table = person.kind === 'client' ? 'person' : 'staff'
    await db.updateTable(table).set({ language: this.#language }).where('id', '=', person.id).execute()
  }

  async #signIn(context: BrowserContext, person: TestPerson): Promise<void> {
    const value = await sessionOf(this.world.context, person)
    await context.addCookies([{ name: 'otinish_session', value, url: this.world.origin, httpOnly: true }])
  }

  /** The same person comes another time with the same browser: a session does not last a night. */
  async comeAgain(page: Page, person: TestPerson, path: string): Promise<void> {
    await this.#signIn(page.context(), person)
    await page.goto(this.world.origin + path)
  }

  #listen(page: Page): void {
    page.on('pageerror', (error) => this.#faults.push(`error in the page: ${error.message}`))
    page.on('console', (message) => {
      // The answer itself is heard below, with its method and path.
      const echo = message.text().startsWith('Failed to load resource: the server responded')
      const expected = this.#expected.some((pattern) => pattern.test(message.text()))
      if (['error', 'warning'].includes(message.type()) && !echo && !expected) {
        this.#faults.push(`console: ${message.text()} (${message.location().url})`)
      }
    })
    page.on('response', (response) => {
      if (response.status() < 400) return
      const { pathname } = new URL(response.url())
      const line = `${response.status()} ${response.request().method()} ${pathname}`
      if (!this.#expected.some((pattern) => pattern.test(line))) this.#faults.push(line)
    })
  }

  /**
   * From now on, an answer like this («422 POST /api/…»), or a word of the browser about none, is part of the
   * story.
   */
  expectRefusal(pattern: RegExp): void {
    this.#expected.push(pattern)
  }

  /** From now on, a line like this of the console or of the server's log is part of the story. */
  expectFault(pattern: RegExp): void {
    this.#expected.push(pattern)
  }

  faults(): string[] {
    const heard = [...this.#faults, ...this.#logged()]
    const found = heard.filter((line) => !this.#expected.some((pattern) => pattern.test(line)))
    this.#faults = []
    return found
  }

  #logged(): string[] {
    const errors = this.world.logged.filter(({ level }) => level === 'error')
    this.world.logged.length = 0
    return errors.map((entry) => `log: ${JSON.stringify(entry)}`)
  }

  /** No violation at 1280 and at 360 px, nothing to be moved sideways at 320; the page is left as wide as it was. */
  async looksRight(page: Page): Promise<void> {
    const before = page.viewportSize() ?? desk
    const faults: string[] = []
    for (const size of [desk, phone]) {
      await resize(page, size)
      faults.push(...(await axeFaults(page)).map((fault) => `${size.width} px: ${fault}`))
    }
    await resize(page, { width: 320, height: 780 })
    faults.push(...(await sidewaysFaults(page)).map((fault) => `320 px: ${fault}`))
    await resize(page, before)
    expect(faults, `${await page.title()} (${new URL(page.url()).pathname})`).toEqual([])
  }

  /** Moves the clock of server and worker, and waits until they have done what has come due. */
  async moveClock(iso: string): Promise<void> {
    // What a page is still asking for must not find its session ended by the jump.
    const pages = this.#contexts.flatMap((context) => context.pages())
    await Promise.all(pages.map((page) => page.waitForLoadState('networkidle')))
    this.world.setNow(iso)
    await queueJob(this.world.context.db, 'sweep', {})
    await this.settled()
  }

  /** Waits until the worker has nothing left to do. */
  async settled(): Promise<void> {
    const { db } = this.world.context
    await vi.waitUntil(async () => {
      const { rows } = await sql<{ left: number }>`
        select count(*)::int as left from graphile_worker._private_jobs where attempts < max_attempts`.execute(
        db,
      )
      return rows[0]?.left === 0
    }, slow)
  }

  /** What was on the screen when a test failed, under dist/failed-stories. */
  async keepPictures(name: string): Promise<void> {
    const folder = join(projectRoot(), 'dist', 'failed-stories')
    const pages = this.#contexts.flatMap((context) => context.pages())
    for (const [index, page] of pages.entries()) {
      await page.screenshot({ path: join(folder, `${name.replaceAll(/[^\p{L}\d]+/gu, '-')}-${index}.png`) })
    }
  }

  async closePages(): Promise<void> {
    for (const context of this.#contexts.splice(0)) await context.close()
  }
}

/** For `expect.poll`: how long a thing may take on a busy machine. */
export const slow = { timeout: 40_000, interval: 50 } as const

function begun<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('the story has not begun')
  return part
}

/** Two frames later styles and the signer's height have followed. */
export async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size)
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
}

/** The story of this test file: it begins before the first test and ends after the last. */
export function tellStory(options: StoryOptions = {}): Story {
  const story = new Story()
  beforeAll(() => story.begin(options))
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await story.keepPictures(task.name)
    expect(story.faults(), 'faults heard during the test').toEqual([])
  })
  afterAll(() => story.end())
  return story
}
