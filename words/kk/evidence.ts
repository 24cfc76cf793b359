/** The evidence package of an appeal. kk is the reference. */
export const evidence = {
  title: 'Дәлелдер пакеті',
  hint: 'Хат, қолтаңба, құжаттар, тіркеу түбіртегі мен жауаптар бір файлда. Оны кез келген адам кейін де, интернетсіз де тексере алады.',
  download: 'Дәлелдер пакетін жүктеу',
  check: 'Пакетті тексеру',
}
