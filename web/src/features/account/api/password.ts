import { useMutation } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";
import { language } from "@/lib/i18n/language";

/** The mail that follows comes in the language of this page. */
const inOurLanguage = () => ({ headers: { "Accept-Language": language() } });

export function useForgotPassword() {
  return useMutation({
    mutationFn: (email: string) =>
      unwrap(api.POST("/api/v1/auth/password/forgot", { body: { email }, ...inOurLanguage() })),
  });
}

export function useResetPassword() {
  return useMutation({
    mutationFn: (body: { token: string; password: string }) =>
      unwrap(api.POST("/api/v1/auth/password/reset", { body, ...inOurLanguage() })),
  });
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (body: { current: string; new: string }) =>
      unwrap(api.POST("/api/v1/users/me/password", { body, ...inOurLanguage() })),
  });
}
