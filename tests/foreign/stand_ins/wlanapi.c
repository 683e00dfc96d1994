/* A WiFi service for Wine, whose own has no adapter: one, connected, that tells what the environment says.

   It fills in the structures of the real headers by their names, so that what the program reads by offsets was written
   by a compiler. NETMON_WLAN: "open" answers everything; "refused" refuses what needs consent, also the radio's
   notifications; "old" lacks opcode 19; "absent" has no service. What is allocated and not freed is told at the end. */
#include <windows.h>
#include <wlanapi.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  UCHAR ucLinkID;
  ULONG ulChannelCenterFrequencyMhz;
  ULONG ulBandwidth;
  LONG lRssi;
  WLAN_RATE_SET wlanRateSet;
} LINK_QUALITY;
typedef struct {
  DOT11_PHY_TYPE dot11PhyType;
  ULONG ulLinkQuality, ulRxRate, ulTxRate;
  BOOL bIsMLOConnection;
  ULONG ulNumLinks;
  LINK_QUALITY linksInfo[2];
} QUALITY;

static const GUID ADAPTER = {0x11112222, 0x3333, 0x4444, {0x85, 0x55, 0x66, 0x66, 0x77, 0x77, 0x88, 0x88}};
static HANDLE const SESSION = (HANDLE)(ULONG_PTR)0x123456789abcULL;
static volatile LONG allocated;
static struct {
  WLAN_NOTIFICATION_CALLBACK function;
  void *context;
  DWORD sources;
} heard;

static BOOL is(const char *mood) {
  char said[32] = "";
  GetEnvironmentVariableA("NETMON_WLAN", said, sizeof said);
  return !strcmp(said, mood);
}

static void *keep(const void *bytes, size_t size) {
  InterlockedIncrement(&allocated);
  return memcpy(HeapAlloc(GetProcessHeap(), 0, size), bytes, size);
}

VOID WINAPI WlanFreeMemory(PVOID memory) {
  InterlockedDecrement(&allocated);
  HeapFree(GetProcessHeap(), 0, memory);
}

DWORD WINAPI WlanOpenHandle(DWORD version, PVOID reserved, PDWORD negotiated, PHANDLE session) {
  if (is("absent")) return ERROR_SERVICE_NOT_ACTIVE;
  if (version != 2 || reserved || !negotiated || !session) return ERROR_INVALID_PARAMETER;
  *negotiated = 2;
  *session = SESSION;
  return ERROR_SUCCESS;
}

DWORD WINAPI WlanCloseHandle(HANDLE session, PVOID reserved) {
  BOOL is_right = session == SESSION && !reserved && !heard.sources;
  printf("closed %s, not freed %ld\n", is_right ? "well" : "while it tells", (long)allocated);
  fflush(stdout);
  return ERROR_SUCCESS;
}

DWORD WINAPI WlanEnumInterfaces(HANDLE session, PVOID reserved, PWLAN_INTERFACE_INFO_LIST *listed) {
  struct {
    DWORD dwNumberOfItems, dwIndex;
    WLAN_INTERFACE_INFO InterfaceInfo[1];
  } list = {1, 0, {{ADAPTER, L"A radio", wlan_interface_state_connected}}};
  if (session != SESSION || reserved) return ERROR_INVALID_HANDLE;
  *listed = keep(&list, sizeof list);
  return ERROR_SUCCESS;
}

static DWORD connection(PDWORD size, PVOID *data) {
  WLAN_CONNECTION_ATTRIBUTES told = {wlan_interface_state_connected, wlan_connection_mode_profile, L"A profile"};
  WLAN_ASSOCIATION_ATTRIBUTES *joined = &told.wlanAssociationAttributes;
  WLAN_SECURITY_ATTRIBUTES *secured = &told.wlanSecurityAttributes;
  if (is("refused")) return ERROR_ACCESS_DENIED;
  joined->dot11Ssid.uSSIDLength = 5;
  memcpy(joined->dot11Ssid.ucSSID, "Caf\xc3\xa9", 5);
  joined->dot11BssType = dot11_BSS_type_infrastructure;
  memcpy(joined->dot11Bssid, "\x02\x00\x5e\x00\x53\xa1", 6);
  joined->dot11PhyType = dot11_phy_type_ht;
  joined->wlanSignalQuality = 80;
  joined->ulRxRate = 72200;
  joined->ulTxRate = 144400;
  secured->bSecurityEnabled = TRUE;
  secured->dot11AuthAlgorithm = DOT11_AUTH_ALGO_RSNA_PSK;
  secured->dot11CipherAlgorithm = DOT11_CIPHER_ALGO_CCMP;
  *data = keep(&told, *size = sizeof told);
  return ERROR_SUCCESS;
}

static DWORD quality(PDWORD size, PVOID *data) {
  QUALITY told = {10 /* ax */, 80, 433300, 866700, TRUE, 2, {{0, 2437, 20, -71}, {1, 5180, 80, -58}}};
  if (is("old")) return ERROR_INVALID_PARAMETER;
  *data = keep(&told, *size = sizeof told);
  return ERROR_SUCCESS;
}

DWORD WINAPI WlanQueryInterface(HANDLE session, const GUID *adapter, WLAN_INTF_OPCODE opcode, PVOID reserved,
                                PDWORD size, PVOID *data, PWLAN_OPCODE_VALUE_TYPE kind) {
  LONG rssi = -66;
  ULONG channel = 6;
  if (session != SESSION || reserved || kind) return ERROR_INVALID_HANDLE;
  if (!IsEqualGUID(adapter, &ADAPTER)) return ERROR_NOT_FOUND;
  switch ((int)opcode) {
  case wlan_intf_opcode_current_connection:
    return connection(size, data);
  case 19: /* wlan_intf_opcode_realtime_connection_quality */
    return quality(size, data);
  case wlan_intf_opcode_rssi:
    *data = keep(&rssi, *size = sizeof rssi);
    return ERROR_SUCCESS;
  case wlan_intf_opcode_channel_number:
    *data = keep(&channel, *size = sizeof channel);
    return ERROR_SUCCESS;
  }
  return ERROR_INVALID_PARAMETER;
}

static DWORD WINAPI tell(void *unused) {
  static const struct {
    DWORD source, code;
  } told[] = {{WLAN_NOTIFICATION_SOURCE_ACM, wlan_notification_acm_scan_complete},
              {WLAN_NOTIFICATION_SOURCE_MSM, 8 /* signal_quality_change */},
              {WLAN_NOTIFICATION_SOURCE_ACM, wlan_notification_acm_connection_complete},
              {WLAN_NOTIFICATION_SOURCE_MSM, 6 /* roaming_end */}};
  (void)unused;
  for (size_t at = 0; at < sizeof told / sizeof *told; at++) {
    WLAN_NOTIFICATION_DATA data = {told[at].source, told[at].code, ADAPTER, 0, NULL};
    if (heard.sources & told[at].source) heard.function(&data, heard.context);
  }
  return 0;
}

DWORD WINAPI WlanRegisterNotification(HANDLE session, DWORD sources, BOOL once, WLAN_NOTIFICATION_CALLBACK function,
                                      PVOID context, PVOID reserved, PDWORD before) {
  if (session != SESSION || reserved || before) return ERROR_INVALID_HANDLE;
  if (!sources) {
    heard.sources = 0;
    return ERROR_SUCCESS;
  }
  if (is("refused") && (sources & WLAN_NOTIFICATION_SOURCE_MSM)) return ERROR_ACCESS_DENIED;
  if (once) return ERROR_INVALID_PARAMETER;
  heard.sources = sources;
  heard.function = function;
  heard.context = context;
  return CreateThread(NULL, 0, tell, NULL, 0, NULL) ? ERROR_SUCCESS : ERROR_OUTOFMEMORY;
}
