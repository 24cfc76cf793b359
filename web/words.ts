import { use, useSyncExternalStore } from 'react'
import { type Language, languages } from '../domain/language.ts'

/** Where each file of words is fetched from, a chunk per language. A page's own file is loaded with the page. */
const files = {
  site: {
    kk: () => import('../words/kk/site.ts').then((file) => file.site),
    ru: () => import('../words/ru/site.ts').then((file) => file.site),
    en: () => import('../words/en/site.ts').then((file) => file.site),
  },
  statuses: {
    kk: () => import('../words/kk/statuses.ts').then((file) => file.statuses),
    ru: () => import('../words/ru/statuses.ts').then((file) => file.statuses),
    en: () => import('../words/en/statuses.ts').then((file) => file.statuses),
  },
  cabinet: {
    kk: () => import('../words/kk/cabinet.ts').then((file) => file.cabinet),
    ru: () => import('../words/ru/cabinet.ts').then((file) => file.cabinet),
    en: () => import('../words/en/cabinet.ts').then((file) => file.cabinet),
  },
  papers: {
    kk: () => import('../words/kk/papers.ts').then((file) => file.papers),
    ru: () => import('../words/ru/papers.ts').then((file) => file.papers),
    en: () => import('../words/en/papers.ts').then((file) => file.papers),
  },
  rating: {
    kk: () => import('../words/kk/rating.ts').then((file) => file.rating),
    ru: () => import('../words/ru/rating.ts').then((file) => file.rating),
    en: () => import('../words/en/rating.ts').then((file) => file.rating),
  },
  thread: {
    kk: () => import('../words/kk/thread.ts').then((file) => file.thread),
    ru: () => import('../words/ru/thread.ts').then((file) => file.thread),
    en: () => import('../words/en/thread.ts').then((file) => file.thread),
  },
  writing: {
    kk: () => import('../words/kk/writing.ts').then((file) => file.writing),
    ru: () => import('../words/ru/writing.ts').then((file) => file.writing),
    en: () => import('../words/en/writing.ts').then((file) => file.writing),
  },
  answers: {
    kk: () => import('../words/kk/answers.ts').then((file) => file.answers),
    ru: () => import('../words/ru/answers.ts').then((file) => file.answers),
    en: () => import('../words/en/answers.ts').then((file) => file.answers),
  },
  files: {
    kk: () => import('../words/kk/files.ts').then((file) => file.files),
    ru: () => import('../words/ru/files.ts').then((file) => file.files),
    en: () => import('../words/en/files.ts').then((file) => file.files),
  },
  consent: {
    kk: () => import('../words/kk/consent.ts').then((file) => file.consent),
    ru: () => import('../words/ru/consent.ts').then((file) => file.consent),
    en: () => import('../words/en/consent.ts').then((file) => file.consent),
  },
  profile: {
    kk: () => import('../words/kk/profile.ts').then((file) => file.profile),
    ru: () => import('../words/ru/profile.ts').then((file) => file.profile),
    en: () => import('../words/en/profile.ts').then((file) => file.profile),
  },
  securityLog: {
    kk: () => import('../words/kk/security-log.ts').then((file) => file.securityLog),
    ru: () => import('../words/ru/security-log.ts').then((file) => file.securityLog),
    en: () => import('../words/en/security-log.ts').then((file) => file.securityLog),
  },
  account: {
    kk: () => import('../words/kk/account.ts').then((file) => file.account),
    ru: () => import('../words/ru/account.ts').then((file) => file.account),
    en: () => import('../words/en/account.ts').then((file) => file.account),
  },
  prove: {
    kk: () => import('../words/kk/prove.ts').then((file) => file.prove),
    ru: () => import('../words/ru/prove.ts').then((file) => file.prove),
    en: () => import('../words/en/prove.ts').then((file) => file.prove),
  },
  tariffs: {
    kk: () => import('../words/kk/tariffs.ts').then((file) => file.tariffs),
    ru: () => import('../words/ru/tariffs.ts').then((file) => file.tariffs),
    en: () => import('../words/en/tariffs.ts').then((file) => file.tariffs),
  },
  verdict: {
    kk: () => import('../words/kk/verdict.ts').then((file) => file.verdict),
    ru: () => import('../words/ru/verdict.ts').then((file) => file.verdict),
    en: () => import('../words/en/verdict.ts').then((file) => file.verdict),
  },
  help: {
    kk: () => import('../words/kk/help.ts').then((file) => file.help),
    ru: () => import('../words/ru/help.ts').then((file) => file.help),
    en: () => import('../words/en/help.ts').then((file) => file.help),
  },
  quota: {
    kk: () => import('../words/kk/quota.ts').then((file) => file.quota),
    ru: () => import('../words/ru/quota.ts').then((file) => file.quota),
    en: () => import('../words/en/quota.ts').then((file) => file.quota),
  },
  drafts: {
    kk: () => import('../words/kk/drafts.ts').then((file) => file.drafts),
    ru: () => import('../words/ru/drafts.ts').then((file) => file.drafts),
    en: () => import('../words/en/drafts.ts').then((file) => file.drafts),
  },
  notices: {
    kk: () => import('../words/kk/notices.ts').then((file) => file.notices),
    ru: () => import('../words/ru/notices.ts').then((file) => file.notices),
    en: () => import('../words/en/notices.ts').then((file) => file.notices),
  },
  evidence: {
    kk: () => import('../words/kk/evidence.ts').then((file) => file.evidence),
    ru: () => import('../words/ru/evidence.ts').then((file) => file.evidence),
    en: () => import('../words/en/evidence.ts').then((file) => file.evidence),
  },
  egovMobile: {
    kk: () => import('../words/kk/egov-mobile.ts').then((file) => file.egovMobile),
    ru: () => import('../words/ru/egov-mobile.ts').then((file) => file.egovMobile),
    en: () => import('../words/en/egov-mobile.ts').then((file) => file.egovMobile),
  },
  signature: {
    kk: () => import('../words/kk/signature.ts').then((file) => file.signatureRefusals),
    ru: () => import('../words/ru/signature.ts').then((file) => file.signatureRefusals),
    en: () => import('../words/en/signature.ts').then((file) => file.signatureRefusals),
  },
  signInRefusals: {
    kk: () => import('../words/kk/signature.ts').then((file) => file.signInRefusals),
    ru: () => import('../words/ru/signature.ts').then((file) => file.signInRefusals),
    en: () => import('../words/en/signature.ts').then((file) => file.signInRefusals),
  },
  ncalayer: {
    kk: () => import('../words/kk/ncalayer.ts').then((file) => file.ncalayer),
    ru: () => import('../words/ru/ncalayer.ts').then((file) => file.ncalayer),
    en: () => import('../words/en/ncalayer.ts').then((file) => file.ncalayer),
  },
  demoPhone: {
    kk: () => import('../words/kk/demo-phone.ts').then((file) => file.demoPhone),
    ru: () => import('../words/ru/demo-phone.ts').then((file) => file.demoPhone),
    en: () => import('../words/en/demo-phone.ts').then((file) => file.demoPhone),
  },
  preparing: {
    kk: () => import('../words/kk/preparing.ts').then((file) => file.preparing),
    ru: () => import('../words/ru/preparing.ts').then((file) => file.preparing),
    en: () => import('../words/en/preparing.ts').then((file) => file.preparing),
  },
  refusals: {
    kk: () => import('../words/kk/refusals.ts').then((file) => file.refusals),
    ru: () => import('../words/ru/refusals.ts').then((file) => file.refusals),
    en: () => import('../words/en/refusals.ts').then((file) => file.refusals),
  },
}
// Its type alone: the office's own list comes with the office.
type OfficeFiles = typeof import('./office-words.ts').officeFiles
type Files = typeof files & OfficeFiles
type FileName = keyof Files
export type Words<Name extends FileName> = Awaited<ReturnType<Files[Name]['kk']>>

const loaded = new Map<string, Promise<unknown>>()

function load(name: FileName, language: Language): Promise<unknown> {
  const key = `${language}/${name}`
  const known = loaded.get(key)
  if (known !== undefined) return known
  const promise: Promise<unknown> = fetched(name, language)
  loaded.set(key, promise)
  promise.then(
    // React's own marks: words that are there already are drawn at once, without suspending.
    (value) => Object.assign(promise, { status: 'fulfilled', value }),
    // Asked for again on the next try.
    () => loaded.delete(key),
  )
  return promise
}

const isEverybodys = (name: FileName): name is keyof typeof files => name in files

async function fetched(name: FileName, language: Language): Promise<unknown> {
  if (isEverybodys(name)) return await files[name][language]()
  const { officeFiles } = await import('./office-words.ts')
  return await officeFiles[name][language]()
}

const storageKey = 'otinish.language'
const listeners = new Set<() => void>()
let current: Language = rememberedLanguage()

function rememberedLanguage(): Language {
  const stored = localStorage.getItem(storageKey)
  return languages.find((language) => language === stored) ?? 'kk'
}

/** The screen's language, for code outside components (requests name it). */
export function screenLanguage(): Language {
  return current
}

/**
 * Changes the screen's language and remembers it. Words already in use are fetched first, and those that a part asks
 * for meanwhile, so that the page and everything typed into it stay where they are.
 */
export async function setScreenLanguage(language: Language): Promise<void> {
  for (let size = 0; size < loaded.size; ) {
    const words = [...loaded.keys()].map((key) => load(key.slice(key.indexOf('/') + 1) as FileName, language))
    size = loaded.size
    await Promise.all(words)
  }
  current = language
  localStorage.setItem(storageKey, language)
  document.documentElement.lang = language
  for (const listener of listeners) listener()
}

const accountKey = 'otinish.language.account'
let chosenHere = false

/** The language menu: as setScreenLanguage; also the choice to keep for the account, now or with the next sign-in. */
export async function chooseScreenLanguage(language: Language): Promise<void> {
  chosenHere = true
  localStorage.setItem(accountKey, language)
  await setScreenLanguage(language)
}

/**
 * The account's language, told with the session. What was chosen last counts: a choice made on another device since
 * is followed; one made here stays. True when the account is to be told of the choice made here before signing in.
 */
export async function followAccount(language: Language): Promise<boolean> {
  const seen = localStorage.getItem(accountKey)
  const own = localStorage.getItem(storageKey)
  const choice = chosenHere
  chosenHere = false
  if (choice) return language !== current
  localStorage.setItem(accountKey, language)
  const changedElsewhere = seen !== null && seen !== language
  if ((changedElsewhere || own === null) && language !== current) await setScreenLanguage(language)
  return false
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, screenLanguage)
}

/** One file of words in the screen's language; suspends until it has been fetched. */
export function useWords<Name extends FileName>(name: Name): Words<Name> {
  return use(load(name, useLanguage())) as Words<Name>
}

/**
 * Suspends until all of these files have been fetched, beside each other. A part that suspends later takes away all
 * that is drawn around it, up to the nearest Suspense, while it waits: what is being typed, and what is pressed. So
 * whatever is fetched by itself, a page or a window, asks here for the words of all its parts before anything else;
 * only a part in a Suspense of its own may ask later (test/house/page-words.test.ts).
 */
export function useAllWords(...names: readonly FileName[]): void {
  const language = useLanguage()
  const all = names.map((name) => load(name, language))
  for (const one of all) use(one)
}

/** Begins to fetch words before the page that needs them is drawn. */
export function preloadWords(...names: readonly FileName[]): void {
  for (const name of names) load(name, current)
}
