import { civilDateAt, compareDates, type CivilDate, type Instant } from '@xiangaitong/domain';
import { Problem } from '../http/problem';

/** 送達日期: nothing has been served in the days to come. @throws Problem `dispatch.serviceDate` */
export function checkServedOn(date: CivilDate | undefined, at: Instant): void {
  if (date !== undefined && compareDates(date, civilDateAt(at)) > 0) {
    throw new Problem('dispatch.serviceDate', {
      fields: [{ field: 'date', message: '送達日期不能晚於今天。' }],
    });
  }
}
