import type { operatingOffice as kk } from '../kk/operating-office.ts'

export const operatingOffice: typeof kk = {
  // otinish unit
  unitAdded: 'Подразделение открыто: {code}',
  unitChanged: 'Подразделение изменено: {code}',
  unitClosed: 'Подразделение закрыто: {code}',
  unitUnknown: 'Нет такого открытого подразделения: {code}. Список: otinish unit list.',
  unitClosing: 'Подразделение закрывается: {code}',
  closedMark: 'закрыто',
  unitLine: '{code}, {name}, руководитель: {head}, сотрудников: {members}, открыто: {open}',
  // otinish absence
  absenceAdded: 'Записано: {line}',
  absenceCancelled: 'Отменено: {line}',
  absenceLine: '{staff}, {from} – {to}, замещает: {deputy} ({id})',
  noAbsences: 'На сегодня и дальше записей нет.',
  absenceUnknown: 'Нет такой записи: {id}. Список: otinish absence list.',
  // otinish staff
  loginUnknown: 'Нет сотрудника с логином {login}. Список: otinish staff list.',
  changed: 'Сохранено: {login}. Роли: {roles}. Подразделения: {units}.',
  nothingLeft: '{login}: непереданных дел не осталось.',
  left: '{login}: дела переданы, вход отключён, передано: {n}.',
  dryRun: 'Это проба. Чтобы выполнить: --apply.',
  leaving: '{login}: вход выключен, работа передаётся.',
  // of both: work that goes from somebody, or from a unit that closes
  handOverLine: 'Передано: {done} из {total}',
  handOverDone: 'Передача закончена: {total}, из них остались у подразделения: {freed}.',
  handOverWaits: 'Ещё не передано: {n}. Передача продолжится сама; команду можно и повторить.',
  outcomeHeir: 'передаётся: {heir}',
  outcomeFree: 'остаётся подразделению',
  outcomeDiscarded: 'удаляется',
  outcomeStopped: 'нужен принимающий: --heir',
  // otinish office who
  appealUnknown: 'Нет такого обращения: {appeal}.',
  appealSeveral: 'Обращений с этим номером несколько. Выберите: {ids}',
  executorIs: 'Исполнитель: {name}',
  actingIs: 'Сегодня ведёт: {name}, {by}',
  nobodyActs: 'Вести некому.',
  free: 'никто',
  desk: 'стол регистратора',
  unitIs: 'Подразделение: {unit}',
  linkLine: '{by}{unit}: {names}',
  noneThere: 'на работе никого',
  // otinish doctor --office
  officeGood: 'Открытых обращений: {n}. У каждого есть подразделение и ответственный.',
  handedOver: 'Сейчас передаются: {n}.',
  officeBad: '{id}: {what}',
  noUnit: 'нет ни в подразделении, ни на столе регистратора; направьте в подразделение',
  closedUnit: 'в закрытом подразделении; направьте в открытое',
  wrongExecutor: 'исполнитель не может её вести ({why}); переназначьте',
  noDuty: 'отвечать некому; назначьте регистратора или администратора',
  by: {
    executor: 'исполнитель',
    unit: 'подразделение',
    head: 'руководитель',
    registrar: 'регистраторы',
    administrator: 'администраторы',
  },
}
