/** What a payer writes on a payment by details, and the proof of it. kk is the reference. */
export const payment = {
  purpose: '№ {contract} шарт бойынша өтінішті қарау ақысы, төлеушінің ЖСН {iin}',
  /** The document that a payment by details asks for (§6). */
  receipt: 'Төлем туралы түбіртек',
}
