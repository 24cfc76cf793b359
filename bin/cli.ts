import { type Language, languages } from '../domain/language.ts'
import { fill } from '../words/fill.ts'
import { wordsHere } from './terminal/terminal-words.ts'

/** What every command file in bin/ exports. `run` resolves to the exit code of the process. */
interface Command {
  run(args: string[]): Promise<number>
}

/** Exit code of a refused request: unknown command, wrong arguments, a start that may not be. */
export const EXIT_REFUSED = 3

interface Listed {
  readonly about: string
  /** For the developers of Otinish: it speaks English, whatever language is asked. */
  readonly developer?: true
  readonly load: () => Promise<Command>
}

/** A command is the file of its name in bin/commands/. */
export const commands: Record<string, Listed> = {
  start: { about: 'start the site with its database', load: () => import('./commands/start.ts') },
  web: { about: 'the web process by itself', load: () => import('./commands/web.ts') },
  worker: { about: 'the worker by itself', load: () => import('./commands/worker.ts') },
  test: {
    about: 'run everything that is checked',
    developer: true,
    load: () => import('./commands/test.ts'),
  },
  deadline: {
    about: 'the registration and due date of an appeal',
    load: () => import('./commands/deadline.ts'),
  },
  fuzz: {
    about: 'break signatures and see that none passes',
    developer: true,
    load: () => import('./commands/fuzz.ts'),
  },
  verify: {
    about: 'check a signature, a certificate or an answer, offline',
    load: () => import('./commands/verify.ts'),
  },
  letter: { about: 'the letter as PDF', load: () => import('./commands/letter.ts') },
  bench: {
    about: 'measure what is budgeted, as JSON',
    developer: true,
    load: () => import('./commands/bench.ts'),
  },
  attack: {
    about: 'attack a site of its own on loopback, and say what did not hold',
    developer: true,
    load: () => import('./commands/attack.ts'),
  },
  agree: {
    about: 'compare every count of the office with its rows and files',
    developer: true,
    load: () => import('./commands/agree.ts'),
  },
  story: {
    about: 'tell the whole way in a browser, with pictures',
    developer: true,
    load: () => import('./commands/story.ts'),
  },
  migrate: {
    about: 'bring a real database to the newest schema',
    load: () => import('./commands/migrate.ts'),
  },
  staff: {
    about: 'who works here: add, list, change, leave, disable, reset',
    load: () => import('./commands/staff.ts'),
  },
  unit: { about: 'units: add, list, change, close', load: () => import('./commands/unit.ts') },
  absence: { about: 'who is away: add, list, cancel', load: () => import('./commands/absence.ts') },
  office: { about: 'who answers for an appeal', load: () => import('./commands/office.ts') },
  words: {
    about: 'check the words of three languages, hand them to an editor',
    developer: true,
    load: () => import('./commands/words.ts'),
  },
  import: {
    about: 'clients, contracts, parties, accounts and mandates from CSV',
    load: () => import('./commands/import.ts'),
  },
  mandate: { about: 'who may act for whom: add, end, list', load: () => import('./commands/mandate.ts') },
  settings: {
    about: 'the company: name, requisites, hours, limits',
    load: () => import('./commands/settings.ts'),
  },
  catalogue: {
    about: 'check, publish and write out the types of appeal',
    load: () => import('./commands/catalogue.ts'),
  },
  tariffs: { about: 'publish the tariffs', load: () => import('./commands/tariffs.ts') },
  calendar: { about: 'record years of the working calendar', load: () => import('./commands/calendar.ts') },
  routing: {
    about: 'which appeals go to which unit: check, record, write out',
    load: () => import('./commands/routing.ts'),
  },
  templates: {
    about: 'templates and text modules of replies: check, record, write out',
    load: () => import('./commands/templates.ts'),
  },
  doctor: {
    about: 'what works, what does not, what soon will not',
    load: () => import('./commands/doctor.ts'),
  },
  backup: {
    about: 'a backup while the site runs; is one whole; its keys',
    load: () => import('./commands/backup.ts'),
  },
  restore: {
    about: 'a backup into an empty database and folder',
    load: () => import('./commands/restore.ts'),
  },
  journal: {
    about: 'history recomputed: every chain, what it adds up to, the heads of the days',
    load: () => import('./commands/journal.ts'),
  },
  files: {
    about: 'stored files and their rows: verify, sweep what no row knows',
    load: () => import('./commands/files.ts'),
  },
  recheck: {
    about: 'decide every stored verdict again, from what is kept',
    load: () => import('./commands/recheck.ts'),
  },
  answer: {
    about: 'whether a letter of the company is what was approved and signed',
    load: () => import('./commands/answer.ts'),
  },
  register: {
    about: 'go through the register books: numbers, rows, corrections, months',
    load: () => import('./commands/register.ts'),
  },
  search: { about: 'make what search knows again', load: () => import('./commands/search.ts') },
  trust: {
    about: 'whose signatures are trusted: check, add, list',
    load: () => import('./commands/trust.ts'),
  },
  seal: {
    about: 'the company’s key that seals evidence: add, show',
    load: () => import('./commands/seal.ts'),
  },
  sample: {
    about: 'an evidence package to try out',
    developer: true,
    load: () => import('./commands/sample.ts'),
  },
  demo: {
    about: 'revoke a key of the demo, or make it good again',
    load: () => import('./commands/demo.ts'),
  },
  tables: {
    about: 'write db/tables.ts from the migrations',
    developer: true,
    load: () => import('./commands/tables.ts'),
  },
}

const listed = (which: (one: Listed) => boolean): string[] =>
  Object.entries(commands)
    .filter(([, one]) => which(one))
    .map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`)

const usage = (): string =>
  [
    'Usage: otinish <command> [options] [--language kk|ru|en]',
    '',
    ...listed((one) => one.developer === undefined),
    '',
    'For developers, in English only:',
    ...listed((one) => one.developer === true),
  ].join('\n')

/** Runs `otinish <command> …`; `args` are the words after `otinish`. Resolves to the exit code. */
export async function main(args: string[]): Promise<number> {
  const [name = '', ...rest] = args
  if (name === '--help' || name === '-h' || name === 'help') {
    console.log(usage())
    return 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    if (name !== '') console.error(`otinish: ${fill(wordsHere().noCommand, { name })}\n`)
    console.error(usage())
    return EXIT_REFUSED
  }
  const asked = languageIn(rest)
  if (asked === undefined) {
    const said = fill(wordsHere().languageOneOf, { languages: languages.join(', ') })
    console.error(`otinish ${name}: ${said}`)
    return EXIT_REFUSED
  }
  return await speaking(asked.language, async () => (await command.load()).run(asked.rest))
}

/**
 * `--language kk|ru|en`, which every command takes anywhere among its words, and the other words. Null where it is not
 * given, undefined where it is not one of the three.
 */
function languageIn(args: string[]): { language: Language | null; rest: string[] } | undefined {
  const at = args.findIndex((word) => word === '--language' || word.startsWith('--language='))
  if (at < 0) return { language: null, rest: args }
  const joined = args[at]?.startsWith('--language=') === true
  const said = joined ? args[at]?.slice('--language='.length) : args[at + 1]
  const language = languages.find((one) => one === said)
  return language && { language, rest: args.toSpliced(at, joined ? 1 : 2) }
}

/** Runs a command in a language asked for: it, and what it starts, find it where the terminal's own language is. */
async function speaking(language: Language | null, run: () => Promise<number>): Promise<number> {
  if (language === null) return await run()
  const before = process.env.LC_ALL
  process.env.LC_ALL = language
  try {
    return await run()
  } finally {
    if (before === undefined) delete process.env.LC_ALL
    else process.env.LC_ALL = before
  }
}
