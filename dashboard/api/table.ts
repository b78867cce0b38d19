import { z } from 'zod';
import { type ApiRoute, reads } from './route.ts';
import { findingRoutes } from './routes/findings.ts';
import { installationRoutes } from './routes/installation.ts';
import { monthRoutes } from './routes/months.ts';
import { scoreRoutes } from './routes/scores.ts';
import { siteRoutes } from './routes/sites.ts';
import { workRoutes } from './routes/work.ts';

/** Below which path the API lies. */
export const apiPath = '/api/v1';

/** Every address of the API: what is answered, tested and described in its OpenAPI document is what stands here. */
export const apiRoutes = {
	...monthRoutes,
	...siteRoutes,
	...findingRoutes,
	...scoreRoutes,
	...workRoutes,
	...installationRoutes,
	openapi: reads('/openapi.json', {
		act: 'anyone',
		summary: 'This document',
		answer: z.looseObject({ openapi: z.string() }),
		handle: async ({ document }) => ({ answer: document() }),
	}),
} as const satisfies Record<string, ApiRoute>;

export type ApiRouteName = keyof typeof apiRoutes;

/** Methods that an address answers, below the path of the API; empty where there is none. */
export const methodsAt = (path: string): readonly string[] => {
	const methods = Object.values(apiRoutes)
		.filter((route) => new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}/?$`).test(path))
		.map(({ method }) => method);
	return methods.includes('GET') ? [...methods, 'HEAD'] : methods;
};
