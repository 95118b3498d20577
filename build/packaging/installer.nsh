; What the installer for Windows does besides electron-builder's own. Names it defines: APP_ID, PRODUCT_NAME, APP_EXECUTABLE_FILENAME, isUpdated.

!ifndef BUILD_UNINSTALLER
!macro customInstall
  ; What is in this folder says which backend the desktop trusts. Anybody may write under ProgramData, so the folder is made before anybody else does,
  ; and belongs to administrators with all that is in it: S-1-5-32-544 them, S-1-5-18 the system, S-1-5-32-545 everybody, who reads.
  ReadEnvStr $R9 "ProgramData"
  CreateDirectory "$R9\Lianxian"
  nsExec::Exec '"$SYSDIR\icacls.exe" "$R9\Lianxian" /setowner *S-1-5-32-544 /T /C /Q'
  Pop $R8
  nsExec::Exec '"$SYSDIR\icacls.exe" "$R9\Lianxian" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX /Q'
  Pop $R8
  nsExec::Exec '"$SYSDIR\icacls.exe" "$R9\Lianxian\*" /reset /T /C /Q'
  Pop $R8
  ; Lianxian is offered for its addresses; a person or a policy says whether it is taken (Windows asks for tel: and sip: as for a browser).
  WriteRegStr HKLM "Software\Classes\Lianxian.Address" "" "Lianxian"
  WriteRegStr HKLM "Software\Classes\Lianxian.Address" "URL Protocol" ""
  WriteRegStr HKLM "Software\Classes\Lianxian.Address\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr HKLM "Software\Classes\Lianxian.Address\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr HKLM "Software\Classes\lianxian" "" "URL:Lianxian"
  WriteRegStr HKLM "Software\Classes\lianxian" "URL Protocol" ""
  WriteRegStr HKLM "Software\Classes\lianxian\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr HKLM "Software\Lianxian\Capabilities" "ApplicationName" "Lianxian"
  WriteRegStr HKLM "Software\Lianxian\Capabilities" "ApplicationDescription" "Agent desktop for public-service hotlines"
  WriteRegStr HKLM "Software\Lianxian\Capabilities\URLAssociations" "lianxian" "Lianxian.Address"
  WriteRegStr HKLM "Software\Lianxian\Capabilities\URLAssociations" "tel" "Lianxian.Address"
  WriteRegStr HKLM "Software\Lianxian\Capabilities\URLAssociations" "sip" "Lianxian.Address"
  WriteRegStr HKLM "Software\RegisteredApplications" "Lianxian" "Software\Lianxian\Capabilities"
!macroend
!endif

!ifdef BUILD_UNINSTALLER
; cmd's rmdir takes a junction away without following it: this runs elevated, in folders that others own.
!macro removeFolder FOLDER
  nsExec::Exec '"$SYSDIR\cmd.exe" /d /c rmdir /s /q "${FOLDER}"'
  Pop $R9
!macroend

; Seats are shared, and whoever uninstalls is seldom who worked here: the data of every profile goes, not only that of the current one.
!macro removePersonal
  StrCpy $R1 0
  lianxian_profile:
    EnumRegKey $R2 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList" $R1
    StrCmp $R2 "" lianxian_profiles_done
    IntOp $R1 $R1 + 1
    ; S-1-5-21-...: people of this computer or of a domain; S-1-12-1-...: of Entra. The rest are services.
    StrCpy $R3 $R2 9
    StrCmp $R3 "S-1-5-21-" lianxian_person
    StrCmp $R3 "S-1-12-1-" lianxian_person lianxian_profile
  lianxian_person:
    ; Only of who is signed in is the registry loaded; an entry of another starts nothing any more.
    DeleteRegValue HKU "$R2\Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
    DeleteRegValue HKU "$R2\Software\Microsoft\Windows\CurrentVersion\Run" "electron.app.lianxian"
    ReadRegStr $R3 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\$R2" "ProfileImagePath"
    StrCmp $R3 "" lianxian_profile
    ExpandEnvStrings $R3 $R3
    !insertmacro removeFolder "$R3\AppData\Roaming\lianxian"
    !insertmacro removeFolder "$R3\AppData\Local\lianxian"
    !insertmacro removeFolder "$R3\AppData\Local\lianxian-updater"
    Goto lianxian_profile
  lianxian_profiles_done:
!macroend

; An update uninstalls too, and keeps everything.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    !insertmacro removePersonal
    DeleteRegValue HKLM "Software\RegisteredApplications" "Lianxian"
    DeleteRegKey HKLM "Software\Lianxian"
    DeleteRegKey HKLM "Software\Classes\Lianxian.Address"
    DeleteRegKey HKLM "Software\Classes\lianxian"
  ${endIf}
!macroend
!endif
