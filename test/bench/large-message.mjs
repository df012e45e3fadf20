/** One long message, for measuring. Written by hand, of nobody. */

/**
 * A header of today and one base64 attachment of 25 MB, lines of 76 characters as everybody writes them.
 * @param digits what they are filled with
 */
export function largeMessage(
  digits = 'VGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZy4g',
) {
  const line = `${digits.repeat(76).slice(0, 76)}\r\n`;
  const header = [
    'Return-Path: <sender@a.example>',
    'Received: from relay.b.example (relay.b.example [198.51.100.7]) by mx.example.com (Postfix)',
    ' with ESMTPS id 4AbCdEfGhI for <reader@example.com>; Tue, 2 Jan 2024 10:00:05 +0000 (UTC)',
    'Received: from desk.a.example (unknown [203.0.113.9]) by relay.b.example (Postfix)',
    ' with ESMTPSA id 4AbCdEfGhJ; Tue, 2 Jan 2024 10:00:02 +0000 (UTC)',
    'From: Sender <sender@a.example>',
    'To: reader@example.com',
    'Subject: Pictures',
    'Date: Tue, 2 Jan 2024 10:00:00 +0000',
    'Message-ID: <1@a.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="cut-here"',
  ];
  const body = [
    '',
    '--cut-here',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'The pictures are attached.',
    '--cut-here',
    'Content-Type: image/jpeg; name="pictures.jpg"',
    'Content-Disposition: attachment; filename="pictures.jpg"',
    'Content-Transfer-Encoding: base64',
    '',
    '',
  ];
  const attachment = line.repeat(Math.floor((25 * 1024 * 1024) / line.length));
  return `${[...header, ...body].join('\r\n')}${attachment}--cut-here--\r\n`;
}
