const browsers = [
	[/\bEdgA?\/(\d+)/, 'Edge'],
	[/\bFirefox\/(\d+)/, 'Firefox'],
	[/\bChrome\/(\d+)/, 'Chrome'],
	[/\bVersion\/(\d+)[\d.]* .*Safari/, 'Safari'],
] as const;

const systems = [
	[/\bWindows NT\b/, 'Windows'],
	[/\b(?:iPhone|iPad)\b/, 'iOS'],
	[/\bMac OS X\b/, 'macOS'],
	[/\bAndroid\b/, 'Android'],
	[/\bLinux\b/, 'Linux'],
] as const;

/** What people call the browser that calls itself so; what nobody knows, as it calls itself. */
export const agentName = (agent: string): string => {
	for (const [pattern, name] of browsers) {
		const [, version] = pattern.exec(agent) ?? [];
		if (version === undefined) continue;
		const system = systems.find(([known]) => known.test(agent))?.[1];
		return [`${name} ${version}`, ...(system ? [system] : [])].join(' · ');
	}
	return agent;
};
