const usd = (amount) => ({ amount: amount.toFixed(4), currency: "USD" });
const offers = [
  { tier: "free", monthlyPrice: usd(0), freeChangesPerMonth: 500, discountPercent: 0, canBeBought: false },
  { tier: "pro", monthlyPrice: usd(9), freeChangesPerMonth: 5000, discountPercent: 0, canBeBought: true },
  {
    tier: "enterprise",
    monthlyPrice: usd(49),
    freeChangesPerMonth: 50000,
    discountPercent: 20,
    canBeBought: true,
  },
];
const later = () => new Date(Date.now() + 20 * 86_400_000).toISOString();

/** One plan for everybody who asks; to choose one is to have it. */
export function billingRoutes() {
  let plan = {
    tier: "free",
    status: null,
    renewsAt: null,
    cancelsAt: null,
    nextTier: null,
    checkoutUrl: null,
  };
  const shown = () => {
    const { freeChangesPerMonth } = offers.find(({ tier }) => tier === plan.tier);
    return [200, { ...plan, allowance: { used: 312, of: freeChangesPerMonth } }];
  };
  const become = (changed) => {
    plan = { ...plan, ...changed };
    return shown();
  };
  return {
    "GET /plan": shown,
    "GET /plans": () => [200, { items: offers }],
    "POST /plan/checkout": ({ body: { tier } }) =>
      become({ tier, status: "active", renewsAt: later(), cancelsAt: null }),
    "POST /plan/portal": () => [200, { url: "/plan" }],
    "POST /plan/cancel": () => become({ cancelsAt: plan.renewsAt }),
    "POST /plan/resume": () => become({ cancelsAt: null }),
  };
}
