import { emergencyClose, emergencyLeg } from './emergency-close.js';

describe('the close of what cannot be protected', () => {
  it('takes the whole of a net position, on the side that closes it', () => {
    expect(emergencyClose('2', 'net')).toEqual({ type: 'market', side: 'sell', reduceOnly: true, size: '2' });
    expect(emergencyClose('-0.5', 'net')).toMatchObject({ side: 'buy', size: '0.5' });
  });

  it('names the position of hedge mode, in its order and in its leg', () => {
    expect(emergencyClose('2', 'long')).toMatchObject({ side: 'sell', positionSide: 'long' });
    expect(emergencyClose('-2', 'short')).toMatchObject({ side: 'buy', positionSide: 'short' });
    expect([emergencyLeg('net'), emergencyLeg('short')]).toEqual([
      'emergency-close-',
      'emergency-close-short-',
    ]);
  });

  it('is none where more was taken of a position of hedge mode than its holder had', () => {
    expect([emergencyClose('-0.15', 'long'), emergencyClose('0.15', 'short')]).toEqual([null, null]);
  });
});
