import { hasPicture, readPicture } from '../../reports/album.ts';
import type { FindingLife } from '../../reports/store/model.ts';
import type { Context } from '../context.ts';

/** A picture of a site's month, by its file's name; undefined where there is none, or no longer. */
export const pictureFile = async (
	{ out }: Pick<Context, 'out'>,
	site: string,
	period: string,
	file: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> =>
	out === undefined ? undefined : readPicture({ out, site, period }, `evidence/${file}`);

/** Whether the picture that a finding's report names is still there. */
export const isPictureKept = async (
	{ out }: Pick<Context, 'out'>,
	site: string,
	{ finding, period }: Pick<FindingLife, 'finding' | 'period'>,
): Promise<boolean> => {
	const name = finding.evidence.screenshot;
	return out !== undefined && name !== undefined && hasPicture({ out, site, period }, name);
};
