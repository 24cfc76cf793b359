import type { Language } from '../../../domain/language.ts'
import { signing as en } from '../../../words/en/signing.ts'
import { fill } from '../../../words/fill.ts'
import { signing as kk } from '../../../words/kk/signing.ts'
import { signing as ru } from '../../../words/ru/signing.ts'
import type { SignerRequest } from '../protocol.ts'
import { hasCyrillic, type KeyFileKind, keyFileKind } from './key-file-kind.ts'
import type { Problem } from './sign-with-file.ts'

const dictionaries: Record<Language, typeof kk> = { kk, ru, en }

/** What the client does in the window. */
export interface WindowActs {
  readonly onFile: (kind: KeyFileKind) => void
  readonly onSubmit: (file: File | undefined, password: string) => void
  readonly onCancel: () => void
}

export interface SignerWindow {
  show(problem: Problem): void
  setBusy(busy: boolean): void
  /** Forgets file and password. */
  clear(): void
}

const day = new Intl.DateTimeFormat('ru', {
  timeZone: 'Asia/Almaty',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})

function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id)
  if (!(found instanceof type)) throw new Error(`no ${id} in signer.html`)
  return found
}

/** Fills signer.html with words and makes it work. No form element: a sandboxed frame may not submit one. */
export function openWindow(request: SignerRequest, acts: WindowActs): SignerWindow {
  const words = dictionaries[request.language]
  const file = element('file', HTMLInputElement)
  const password = element('password', HTMLInputElement)
  const toggle = element('toggle', HTMLButtonElement)
  const submit = element('submit', HTMLButtonElement)
  const texts: Record<string, string> = {
    'file-label': words.keyFile,
    'file-hint': words.keyHint[request.purpose],
    'file-button': words.chooseFile,
    'password-label': words.password,
    caps: words.capsLock,
    layout: words.layout,
    stays: words.staysHere,
    'submit-text': words.submit[request.purpose],
    cancel: words.cancel,
  }
  for (const [id, text] of Object.entries(texts)) element(id, HTMLElement).textContent = text
  document.documentElement.lang = request.language
  document.title = words.windowName[request.purpose]
  element('window', HTMLElement).setAttribute('aria-label', words.windowName[request.purpose])
  toggle.setAttribute('aria-label', words.showPassword)

  const press = () => {
    if (submit.getAttribute('aria-busy') === 'true') return
    clearProblems()
    acts.onSubmit(file.files?.[0], password.value)
  }
  submit.addEventListener('click', press)
  element('cancel', HTMLButtonElement).addEventListener('click', acts.onCancel)
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') acts.onCancel()
  })
  password.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') press()
  })
  for (const type of ['keydown', 'keyup'] as const) {
    password.addEventListener(type, (event) => setHidden('caps-note', !event.getModifierState('CapsLock')))
  }
  password.addEventListener('input', () => setHidden('layout-note', !hasCyrillic(password.value)))
  toggle.addEventListener('click', () => {
    const shown = password.type === 'password'
    password.type = shown ? 'text' : 'password'
    toggle.setAttribute('aria-label', shown ? words.hidePassword : words.showPassword)
    toggle.classList.toggle('shown', shown)
  })
  file.addEventListener('change', () => {
    const name = file.files?.[0]?.name
    setHidden('file-chosen', name === undefined)
    setHidden('file-hint', name !== undefined)
    element('file-name', HTMLElement).textContent = name ?? ''
    element('file-kind', HTMLElement).textContent = name === undefined ? '' : words.kind[keyFileKind(name)]
    element('file-button', HTMLElement).textContent =
      name === undefined ? words.chooseFile : words.chooseOther
    if (name !== undefined) acts.onFile(keyFileKind(name))
  })
  setHidden('window', false)
  file.focus()

  return {
    show(problem) {
      const { code, date, name } = problem
      const text = fill(words.problems[code], {
        date: date === undefined ? '' : day.format(date),
        name: name ?? '',
      })
      // The error says it; saying it twice would be noise.
      if (code === 'wrong_password_layout') setHidden('layout-note', true)
      showProblem(problem.field, text)
      const control = problem.field === 'file' ? file : password
      control.focus()
      if (problem.field === 'password') password.select()
    },
    setBusy(busy) {
      submit.setAttribute('aria-busy', String(busy))
      element('submit-text', HTMLElement).textContent = busy ? words.busy : words.submit[request.purpose]
    },
    clear() {
      password.value = ''
      file.value = ''
    },
  }
}

function setHidden(id: string, hidden: boolean): void {
  element(id, HTMLElement).hidden = hidden
}

function showProblem(field: Problem['field'], text: string): void {
  element(`${field}-field`, HTMLElement).classList.add('wrong')
  element(`${field}-error-text`, HTMLElement).textContent = text
  setHidden(`${field}-error`, false)
  element(field, HTMLInputElement).setAttribute('aria-invalid', 'true')
}

function clearProblems(): void {
  for (const field of ['file', 'password'] as const) {
    element(`${field}-field`, HTMLElement).classList.remove('wrong')
    element(`${field}-error-text`, HTMLElement).textContent = ''
    setHidden(`${field}-error`, true)
    element(field, HTMLInputElement).removeAttribute('aria-invalid')
  }
}
