import type { help as kk } from '../kk/help.ts'

export const help: typeof kk = {
  title: 'Help',
  lead: 'A short guide to the cabinet. Choose a section.',
  index: 'Sections of the help',
  whole: 'Open the whole help',
  see: 'What you see',
  steps: 'What to do',
  asked: 'Questions and answers',
  previous: 'Previous section',
  next: 'Next section',
  call: 'If the answer is not here, call the call centre:',
  sections: {
    start: {
      name: 'Beginning: Messages',
      lead: 'The cabinet is where a client of {company} writes an appeal and gets the answer. All appeals are under Messages.',
      see: [
        'Inbox: where your appeals are now, and what the company answered. A new appeal begins here too.',
        'Outbox: the appeals you sent before.',
        'Drafts: appeals you began but have not sent.',
        'On a phone, Contracts, Profile and Help are under the Menu button at the top right.',
      ],
      steps: [
        'Log in with eGov Mobile or with your EDS key.',
        'In the inbox, press Write an appeal.',
        'Go through five steps: contract, letter, payment, documents, signature. A free appeal has no payment step.',
      ],
      questions: [
        {
          q: 'What if I stop half-way?',
          a: 'Nothing is lost. What you write is saved by itself after every change. Later open Drafts and press Continue.',
        },
        {
          q: 'How do I change the language?',
          a: 'Press Eng at the top right and choose. You can do it at any step; what you wrote stays where it is.',
        },
      ],
    },
    incoming: {
      name: 'Inbox',
      lead: 'This page shows how your appeals are being considered.',
      see: [
        'The subject of the document and its status.',
        'The registration number and date, such as 3864 / 2022-10-04.',
        'The name of the executor and the telephone (the extension).',
        'An appeal with unread news is in bold and marked New.',
      ],
      steps: [
        'Press the subject: the page of the appeal opens.',
        'To find one, type a word of the subject or the registration number into the search.',
        'With Filters you can keep the appeals of one status or under one contract.',
        'If the list is long, press the page numbers below it.',
      ],
      questions: [
        {
          q: 'An appeal is not in the list. Why?',
          a: 'It may not have been sent yet: look under Drafts. If a filter is on, press Clear filter.',
        },
      ],
    },
    contract: {
      name: 'Step 1. The contract',
      lead: 'An appeal is always written under one contract.',
      see: [
        'The list of your contracts: number, date, kind, address of the home.',
        'Under a closed contract only some kinds of appeal can be written; this is said below it.',
      ],
      steps: ['Mark the contract that the appeal is about.', 'Press Next.'],
      questions: [
        {
          q: 'My contract is not in the list',
          a: 'Call the call centre: {callCentre}. Your IIN may be missing in the contract.',
        },
        {
          q: 'I chose the wrong contract',
          a: 'Press Back and choose another. What you wrote is kept.',
        },
      ],
    },
    letter: {
      name: 'Step 2. The kind of appeal and the letter',
      lead: 'You choose a category, then an appeal type. The letter is put together in the same place.',
      see: [
        'Category and appeal type. Below each type are its fee, its term and the documents it needs.',
        'At the upper right of the letter: to whom and from whom. It fills itself in; you can change only the address and the e-mail.',
        'Fields to fill in. One that need not be filled in is marked (optional).',
      ],
      steps: [
        'Choose the category, then the type. If none fits, choose the free format and write in your own words.',
        'Check the address and the e-mail. With the e-mail empty, notices come to the cabinet only.',
        'Fill in the fields. If something is wrong, the field says what happened and how to put it right.',
        'Press Next. If you change your mind, press Cancel: the draft stays.',
      ],
      questions: [
        {
          q: 'Which language is the letter in?',
          a: 'You choose Kazakh or Russian at this step. It does not depend on the language of the screen. The company answers in the language of the letter.',
        },
        {
          q: 'There is a mistake in my name',
          a: 'It cannot be changed in the letter. Send the appeal “Notice of changed personal details”.',
        },
      ],
    },
    payment: {
      name: 'Step 3. Payment',
      lead: 'Some appeals cost a fee. Then a window asks how you will pay. A free appeal does not have this step.',
      see: [
        'The fee and the VAT in it.',
        'Two ways: by bank details, and debit from account.',
        'A link to the approved tariffs, which you can view and download.',
      ],
      steps: [
        'By bank details: copy them and pay at the bank or in its app. You attach the receipt at the next step.',
        'Debit from account: no receipt is needed, the sum is taken from your account. Your consent is written in the letter.',
        'Press Yes, I agree.',
      ],
      questions: [
        {
          q: 'I do not have the receipt yet',
          a: 'Close the window: the draft is kept. After paying, go on from Drafts.',
        },
      ],
    },
    documents: {
      name: 'Step 4. Documents',
      lead: 'Every document of the list has its place. When all that are required are there, Next becomes active.',
      see: [
        'The list of documents, each marked Needed, Added or (optional).',
        'Formats: JPG, PDF, PNG, DOC, DOCX. One file may have {fileSize} at most.',
        'The place of the receipt, if you pay by bank details.',
      ],
      steps: [
        'Press Choose a file at the document. On a phone you can take a picture of it at once.',
        'Wait until it is there. If the connection breaks, the file goes on from where it stopped.',
        'If it is the wrong file, delete it and choose another.',
        'Press Next.',
      ],
      questions: [
        {
          q: 'It says the file is too large',
          a: 'A large photo is made smaller by the cabinet itself. Split any other file into parts, or save it again as PDF. The writing in it must be readable.',
        },
        {
          q: 'Who answers for the quality of documents?',
          a: 'The client answers for the quality and correctness of the attached documents. Open the file and look at it before you send.',
        },
      ],
    },
    signature: {
      name: 'Step 5. Check and sign',
      lead: 'You check the letter for the last time and sign it with your electronic digital signature (EDS). Then it is sent.',
      see: [
        'Your answers and documents, each with Change beside it.',
        'The letter itself: this is what you sign.',
        'On which day the appeal will be registered, and when to expect the answer.',
      ],
      steps: [
        'Read the letter from beginning to end.',
        'Choose how to sign and press Sign and send: the window for that way opens.',
        'With eGov Mobile: scan the QR code with the app. If the cabinet is open on the same phone, press Open eGov Mobile. Compare the two digits and sign in the app. At the end press Send on this page.',
        'With a key file: press Choose file and point to the key file (.p12). Type the password of the key and press Submit form.',
        'With NCALayer (on a computer only): start the program and press “Connect to NCALayer”. If the browser asks for permission, press “Allow”. Choose the key and type its password in the window of NCALayer.',
      ],
      questions: [
        {
          q: 'What are the two digits for?',
          a: 'The two digits on the page must also be in the document’s name on the phone. If they are the same, you are signing your own appeal. If they differ, do not sign: the code may be from somebody else’s page.',
        },
        {
          q: 'I signed on the phone but closed the page',
          a: 'The signature is kept for 24 hours, but the appeal goes only when you press Send. Open it under Drafts and press that button.',
        },
        {
          q: 'The QR code has expired',
          a: 'A code lives 5 minutes. Press Refresh the QR code and scan the new one. Your appeal is not lost.',
        },
        {
          q: 'Where do I get an EDS?',
          a: 'It is free: at a public service centre, in the eGov Mobile app, or at pki.gov.kz. You need your identity card. The key is a file whose name ends in .p12.',
        },
        {
          q: 'I have two files, AUTH_RSA and RSA. Which one?',
          a: 'The file beginning with AUTH_RSA is for logging in. The file beginning with RSA is for signing the letter. If you have one file and it begins with GOST, it does both.',
        },
        {
          q: 'The browser asks whether it may connect to NCALayer. What is that?',
          a: 'New browsers ask before a site connects to a program on the computer. The cabinet connects to NCALayer and to nothing else, so press “Allow”. If you pressed “Block”, press the icon at the left end of the address bar and switch the permission on.',
        },
        {
          q: 'It says the password is wrong',
          a: 'Check that the keyboard is Latin and Caps Lock is off. A forgotten password cannot be restored: get a new EDS. Your draft stays.',
        },
        {
          q: 'Are my key and password sent to the company?',
          a: 'No. They never leave your device; only the finished signature goes to the company.',
        },
        {
          q: 'I did not manage to sign today',
          a: 'A prepared letter is good for that day only. Open this page tomorrow: the letter is prepared again with the new date.',
        },
      ],
    },
    outgoing: {
      name: 'Outgoing appeals',
      lead: 'After signing, this page opens: the appeal has been sent.',
      see: [
        'The coupon number, such as 26-000138: the sign that the appeal was accepted. It is given at once, at any hour.',
        'The date the appeal was created and its status now.',
        'The registration number, once there is one.',
      ],
      steps: [
        'You may write the coupon number down, but need not: it is on the page of the appeal.',
        'Press the subject to open the appeal: the letter is there as you signed it.',
      ],
      questions: [
        {
          q: 'Can a letter that was sent be changed?',
          a: 'No, it is signed. If you want to add something, write a new appeal or call the executor.',
        },
        {
          q: 'Why was my appeal returned?',
          a: 'Either the key that signed the letter turned out to be revoked, or the company has not considered the appeal: its letter says why. Which of the two is on the page of the appeal. Press “Copy to a new draft”, change what is named, sign it and send it again.',
        },
      ],
    },
    statuses: {
      name: 'Statuses and the term',
      lead: 'You follow the appeal in the inbox. The due date is at the upper right of its page.',
      see: [
        'Sent: the appeal went to the document system of the company.',
        'Registered: it has a registration number and date.',
        'Awaiting execution: the responsible executor has taken it into work; you see the name and the extension.',
        'Interim reply: considering it takes more time; a letter has come and a new due date is set.',
        'Executed: the answer of the company has come; read it and download its files.',
        'Forwarded: another body is competent, and the appeal was sent there. That body answers.',
        'Returned: the signature turned out not to be valid, or the company has not considered it and says why in a letter. Copy it to a new draft.',
        'Withdrawn: you took the appeal back, and the company agreed to it.',
      ],
      steps: [
        'To talk to the executor, call {callCentre} and enter the extension from the column Telephone.',
        'When the answer comes, open the page of the appeal: letters and files are under All correspondence.',
        'To keep the answer, press Download or print the page.',
      ],
      questions: [
        {
          q: 'With which date is an appeal registered?',
          a: 'Sent in working hours (Monday to Friday, {opens}–{closes}), with that day. Sent after hours or on a day off, with the next working day.',
        },
        {
          q: 'How is the term counted?',
          a: 'From the working day after registration, without days off and holidays. On the page of the appeal press Why this date? to see the days that do not count.',
        },
        {
          q: 'The due date has passed and there is no answer',
          a: 'Call the call centre: {callCentre}. Give the registration number or the coupon number.',
        },
      ],
    },
    questions: {
      name: 'Questions people ask',
      lead: 'All questions of this help on one page.',
      see: [],
      steps: [],
      questions: [
        {
          q: 'It says that my session has ended',
          a: 'When nothing is done for long, the cabinet closes for safety. A warning comes two minutes before. Log in again: what you wrote is there.',
        },
        {
          q: 'The internet went away',
          a: 'Do not close the page. When the connection is back, what you wrote last is saved by itself.',
        },
        {
          q: 'When does the call centre work?',
          a: '{callCentre}, Monday to Friday, {opens}–{closes} (Astana time).',
        },
        {
          q: 'No notices come by e-mail',
          a: 'Check the address in the profile and look into the spam folder. All notices are in the cabinet too.',
        },
      ],
    },
  },
}
