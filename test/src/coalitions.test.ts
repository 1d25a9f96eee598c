import { consenters } from './coalitions/consenters';
import { halfOfTheMembers, mostOfTheMembers } from './coalitions/members';
import { oneFirm } from './coalitions/one-firm';
import { Stage } from './coalitions/stage';
import { supervisorAlone, supervisorAndCustodian, supervisorAndFirm } from './coalitions/supervisor';
import { twoFirms } from './coalitions/two-firms';

/** Each is a row of the table of coalitions in docs/trust.md. */
describe('who could cheat together', () => {
  let stage: Stage;
  const opened = (): Stage => stage;

  beforeAll(async () => {
    stage = await Stage.open();
    await stage.corrupt();
  }, 400_000);

  afterAll(() => stage.close(), 120_000);

  describe('two firms', () => {
    twoFirms(opened);
  });
  describe('the supervisor', () => {
    supervisorAlone(opened);
  });
  describe('the supervisor and a firm', () => {
    supervisorAndFirm(opened);
  });
  describe('the supervisor and a custodian', () => {
    supervisorAndCustodian(opened);
  });
  describe('a third of the consenters', () => {
    consenters(opened);
  });
  describe('half of the members', () => {
    halfOfTheMembers(opened);
  });
  // Moves the day.
  describe('one firm', () => {
    oneFirm(opened);
  });
  // Closes it.
  describe('more than half of the members', () => {
    mostOfTheMembers(opened);
  });
});
