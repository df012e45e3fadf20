import assert from 'node:assert/strict';
import { complaintPath, isComplaintPath } from '../../../server/src/core/complaint/name.ts';

describe('names of complaints', () => {
  it('stand beside the message and count', () => {
    assert.equal(complaintPath('/mail/spam.eml', 1), '/mail/spam.complaint.eml');
    assert.equal(complaintPath('/mail/spam.eml', 2), '/mail/spam-2.complaint.eml');
    assert.equal(complaintPath('SPAM.EML', 1), 'SPAM.complaint.eml');
    assert.equal(complaintPath('/mail.eml/1234.M5', 1), '/mail.eml/1234.M5.complaint.eml');
  });

  it('are known again', () => {
    for (const attempt of [1, 2, 999]) {
      assert.ok(isComplaintPath(complaintPath('/mail/spam.eml', attempt)));
    }
    for (const path of ['/mail/complaint.eml', '/a.complaint.eml/b.eml', 'x.complaint-.eml', '']) {
      assert.ok(!isComplaintPath(path), path);
    }
  });
});
