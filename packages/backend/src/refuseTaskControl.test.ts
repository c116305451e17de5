import express from 'express';
import request from 'supertest';
import { refuseTaskControl } from './refuseTaskControl';

const tasks = '/.backstage/scheduler/v1/tasks';

describe('refuseTaskControl', () => {
  const called: string[] = [];
  const plugin = express.Router();
  plugin.use(tasks, (req, res) => {
    called.push(`${req.method} ${req.originalUrl}`);
    res.json({});
  });
  const app = express();
  app.use(refuseTaskControl());
  app.use('/api/catalog', plugin);
  beforeEach(() => {
    called.length = 0;
  });

  it.each([
    `/api/catalog${tasks}/platform-entities/trigger`,
    `/api/catalog${tasks}/platform-entities/cancel`,
    `/API/Catalog/.Backstage/SCHEDULER/v1/tasks/a/cancel`,
    `/api/catalog${tasks}/a/cancel/?x=1`,
    `/api/catalog${tasks}/a%2Fb/trigger`,
  ])('lets nobody reach POST %s', async path => {
    const { status, body } = await request(app).post(path);
    expect(status).toBe(403);
    expect(body.error.name).toBe('NotAllowedError');
    expect(called).toEqual([]);
  });

  it.each([
    '//api/catalog',
    '/api//catalog',
    '/api/catalog/',
    '/api/./catalog',
    '/api/x/../catalog',
    '/api/%63atalog',
    '/api/catalog//',
    '/api/catalog/.',
  ])('cannot be gone around by %s', async start => {
    await request(app).post(`${start}${tasks}/a/cancel`);
    expect(called).toEqual([]);
  });

  it.each([
    '/api/catalog/%2ebackstage/scheduler/v1/tasks/a/cancel',
    '/api/catalog/.backstage//scheduler/v1/tasks/a/cancel',
    '/api/catalog/.backstage/scheduler//v1/tasks/a/cancel',
    '/api/catalog/.backstage%2Fscheduler/v1/tasks/a/cancel',
  ])('cannot be gone around by %s as a whole', async path => {
    await request(app).post(path);
    expect(called).toEqual([]);
  });

  it('leaves the list of the tasks readable', async () => {
    await request(app).get(`/api/catalog${tasks}`).expect(200);
    expect(called).toHaveLength(1);
  });
});
