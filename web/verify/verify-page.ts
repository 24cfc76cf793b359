import { type Language, languages } from '../../domain/language.ts'
import { checkWords } from '../../words/check-words.ts'
import { fill } from '../../words/fill.ts'
import { type ChosenFile, checkFiles, type Outcome } from './check-files.ts'
import { element, icon } from './element.ts'
import { showFinding } from './show-finding.ts'
import { showRoots } from './show-roots.ts'
import { type TrustedRoot, trustedRoots } from './trusted-roots.ts'

/** The page's state; the language is in the address, so that a saved page opens in it again. */
const chosen: Record<'files' | 'roots', readonly File[]> = { files: [], roots: [] }
let outcome: Outcome | 'unreadable' | null = null
/** What the site that served the page trusts; where somebody chooses certificates, theirs count instead. */
let served: readonly TrustedRoot[] = []
/** Whether anybody was named to trust when the outcome was found. */
let trusted = false

const names: Readonly<Record<Language, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' }
const language = (): Language => languages.find((one) => location.hash === `#${one}`) ?? 'kk'

function draw(): void {
  const words = checkWords[language()]
  document.documentElement.lang = language()
  document.title = `${words.title} – Өтініш`
  const check = element('button', { type: 'button', class: 'button', id: 'check' }, words.check)
  check.addEventListener('click', () => void run(check))
  document.body.replaceChildren(
    element('header', { class: 'bar' }, ...home(), languageLinks()),
    element(
      'main',
      { class: 'cards' },
      element('h1', {}, words.title),
      element('p', { class: 'hint' }, words.intro, ...saveLink()),
      element('div', { class: 'card' }, fileField('files'), ...rootsField(), check),
      element('div', { id: 'outcome', class: 'stack', role: 'status' }, ...shownOutcome()),
    ),
  )
}

/** The way back to the site that served the page; a saved one has none. */
function home(): HTMLElement[] {
  const name = element('span', { class: 'strong' }, 'Өтініш')
  if (isSaved()) return [name]
  return [element('div', { class: 'row' }, name, element('a', { href: '/' }, checkWords[language()].back))]
}

const isSaved = (): boolean => location.protocol === 'file:'

function languageLinks(): HTMLElement {
  const links = languages.map((one) =>
    element(
      'a',
      { href: `#${one}`, lang: one, ...(one === language() ? { 'aria-current': 'true' } : {}) },
      names[one],
    ),
  )
  return element('nav', { class: 'row', 'aria-label': checkWords[language()].language }, ...links)
}

/** The roots that came with the page; choosing others is folded behind them. */
function rootsField(): HTMLElement[] {
  if (served.length === 0) return [fileField('roots')]
  const words = checkWords[language()]
  const others = element('details', { class: 'more-box', id: 'other-roots' })
  others.open = chosen.roots.length > 0 || problemOf('roots').length > 0
  others.append(element('summary', {}, words.otherRoots), fileField('roots'))
  return [showRoots(served, words), others]
}

/** A page that is already a file needs no saving. */
function saveLink(): (Node | string)[] {
  if (isSaved()) return []
  const { save } = checkWords[language()]
  return [' ', element('a', { href: 'verify.html', download: 'otinish-verify.html' }, save)]
}

function fileField(kind: 'files' | 'roots'): HTMLElement {
  const words = checkWords[language()]
  const texts = {
    files: [words.files, words.filesHint, words.choose],
    roots: [words.roots, served.length === 0 ? words.rootsHint : words.otherRootsHint, words.chooseRoots],
  } as const
  const [label, hint, button] = texts[kind]
  const accept = kind === 'roots' ? { accept: '.cer,.crt,.der,.pem' } : {}
  const described = `${kind}-error ${kind}-hint ${kind}-chosen`
  const labels = { 'aria-labelledby': `${kind}-label ${kind}-button`, 'aria-describedby': described }
  const input = element('input', {
    class: 'hide',
    type: 'file',
    id: kind,
    multiple: '',
    ...accept,
    ...labels,
  })
  input.addEventListener('change', () => {
    chosen[kind] = [...(input.files ?? [])]
    outcome = null
    draw()
    document.getElementById(kind)?.focus()
  })
  const listed = chosen[kind].map(({ name }) => element('li', {}, name))
  return element(
    'div',
    { class: 'field' },
    element('span', { class: 'label', id: `${kind}-label` }, label),
    element('p', { class: 'hint', id: `${kind}-hint` }, hint),
    element('p', { class: 'error', id: `${kind}-error` }, ...problemOf(kind)),
    element(
      'div',
      { class: 'chosen' },
      input,
      element('label', { class: 'button secondary', for: kind, id: `${kind}-button` }, button),
      element(
        'ul',
        { id: `${kind}-chosen`, class: listed.length === 0 ? 'meta' : 'names' },
        ...(listed.length === 0 ? [element('li', {}, words.nothingChosen)] : listed),
      ),
    ),
  )
}

function problemOf(field: 'files' | 'roots'): Node[] {
  if (outcome === null || outcome === 'unreadable' || !('problem' in outcome)) return []
  if (outcome.field !== field) return []
  const text = checkWords[language()][outcome.problem]
  return [icon('invalid'), element('span', {}, 'name' in outcome ? fill(text, { name: outcome.name }) : text)]
}

function shownOutcome(): Node[] {
  if (outcome === 'unreadable') {
    return [element('p', { class: 'error' }, icon('invalid'), checkWords[language()].unreadable)]
  }
  return outcome !== null && 'finding' in outcome ? [showFinding(outcome.finding, language(), trusted)] : []
}

async function run(button: HTMLButtonElement): Promise<void> {
  button.textContent = checkWords[language()].checking
  button.setAttribute('aria-disabled', 'true')
  // The button must have said so before the page is busy.
  await new Promise((resolve) => setTimeout(resolve))
  try {
    const [files, roots] = await Promise.all([read(chosen.files), read(chosen.roots)])
    const theirs = roots.length > 0 ? roots : served.map(({ name, der }) => ({ name, bytes: der }))
    trusted = theirs.length > 0
    outcome = await checkFiles(files, theirs, Date.now())
  } catch {
    outcome = 'unreadable'
  }
  draw()
  const field = outcome !== 'unreadable' && 'field' in outcome ? outcome.field : 'result'
  document.getElementById(field)?.focus()
}

const read = (files: readonly File[]): Promise<ChosenFile[]> =>
  Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  )

window.addEventListener('hashchange', draw)
void trustedRoots().then((roots) => {
  served = roots
  draw()
})
