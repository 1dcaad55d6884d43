import { taipei } from '../case/play.fixture';
import { issued, tracking } from '../notice/notice.fixture';
import { regulationInForce } from './grounds';

it('a notice that was issued under another edition than the one in force keeps it to the end', () => {
  const play = issued();
  expect(tracking(play).edition).toBe(regulationInForce);
  const older = '105';
  play.state = { ...tracking(play), edition: older };
  const before = play.events.length;
  // Three rounds in which nobody says or does anything.
  play.sleep(taipei('2027-06-01'));
  expect(play.state).toMatchObject({ phase: 'proposed', edition: older });
  const later = play.events.slice(before);
  expect(later.length).toBeGreaterThan(5);
  expect(later.filter((event) => 'edition' in event)).toEqual([]);
});
