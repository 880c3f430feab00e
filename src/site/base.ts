/** An address below the site's base path: `href('neurons/')`. */
export const href = (path: string): string => `${import.meta.env.BASE_URL.replace(/\/$/, '')}/${path}`
